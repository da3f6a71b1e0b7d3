/** English texts of what the doctor finds: `titles` say what is wrong, `texts` why, and what to write instead. */
export const doctorEn = {
  titles: {
    textEmpty: 'There is no text',
    textTooLong: 'The text is too long',
    textBinary: 'This is not text',
    noRequest: 'No request was recognized',
    placeholderLeft: 'A placeholder was not replaced: {{where}}',
    addressNotAscii: 'The address contains letters that cannot be sent',
    addressWithSpace: 'The address contains a space',
    hostContradicts: 'Host is not the host of the address',
    changedOnTheWay: 'The request arrived changed: {{what}}',
    authorizationMissing: 'The request has no Authorization header',
    authorizationTwice: 'Authorization was sent {{count}} times',
    authorizationOtherScheme: 'Authorization does not use HMAC-SHA256',
    lineBreakInHeader: 'The header {{name}} contains a line break',
    parameterUnknown: 'Authorization contains something that does not belong there',
    parameterTwice: 'Authorization contains {{name}} twice',
    parameterMissing: 'Authorization lacks {{name}}',
    headerNotSigned: 'SignedHeaders lacks {{name}}',
    headerNotSent: 'The signed header {{name}} was not sent',
    headerTwice: 'The header {{name}} was sent {{count}} times',
    dateIso: 'The date is in ISO 8601',
    dateOtherZone: 'The date is not in GMT',
    dateOtherLanguage: 'The date is not in English',
    dateNonexistent: 'There is no such date',
    dateWrongWeekday: 'The weekday does not belong to the date',
    dateUnreadable: 'The date is not in the form of HTTP',
    clockBehind: 'The date is {{seconds}} behind the clock of the server',
    clockAhead: 'The date is {{seconds}} ahead of the clock',
    credentialNotToken: 'Credential is not the token of a key',
    tokenUnknown: 'The installation does not know the token',
    accountProblem: 'The account of the key cannot use the API',
    signatureMalformed: 'Signature is not a signature',
    signatureEncoding: 'The signature is {{encoding}}',
    signedOtherAddress: 'Another address was signed than was sent',
    signedOtherHost: 'Another host was signed than was sent',
    signedOtherDate: 'The date was signed in another form than it was sent',
    signedLowerCaseMethod: 'The method was signed in lower case',
    signedLiteralLineFeed: 'A backslash and n were signed instead of line feeds',
    signedOtherLineEnds: 'The string-to-sign has other line breaks',
    signedOtherSeparator: 'The signed values are not joined by “;”',
    signedOtherOrder: 'The values were signed in another order',
    secretNotDecoded: 'The secret key was not decoded from Base64',
    signedWithOtherSecret: 'The signature was made with another secret key or for another request',
    keyExpired: 'The key has expired',
    contentHashMalformed: 'x-ms-content-sha256 is not a SHA-256',
    contentHashEncoding: 'The hash of the body is {{encoding}}',
    bodyMissing: 'A body was signed, but none was sent',
    bodyNull: 'The text null was sent, but no body was signed',
    bodyNotSigned: 'A body was sent, but no body was signed',
    bodyEndCut: 'The end of the body was cut off after signing',
    bodyEndAdded: 'Something was added to the end of the body after signing',
    bodySpaceAdded: 'White space was added around the body after signing',
    bodyLineBreaksCut: 'The line breaks of the body were removed after signing',
    bodyCrLfToLf: 'CR LF in the body became LF after signing',
    bodyLfToCrLf: 'LF in the body became CR LF after signing',
    bodyByteOrderMark: 'The body begins with a byte order mark that was not signed',
    bodyLatin1Sent: 'The body was signed in UTF-8, but sent in Latin-1',
    bodyLatin1Signed: 'The body was signed in Latin-1, but sent in UTF-8',
    bodyCommentsRemoved: 'The comments were removed from the body after signing',
    bodyQuoted: 'The text was put in quotation marks after signing',
    bodyUnquoted: 'The quotation marks of the text were removed after signing',
    bodyEscapes: 'Letters in the body were written in another way after signing',
    bodyRewritten: 'The JSON was written anew after signing',
    bodyOther: 'Another body was sent than was signed',
    bodyOnGet: 'GET has no body',
    contentTypeMissing: 'The request has no Content-Type',
    contentTypeNotJson: 'Content-Type is not JSON',
    hostNotAllowed: 'The installation does not know the host of the request',
    notPermitted: 'The account of the key lacks a permission',
    methodUnknown: 'The installation has no such method',
    throttled: 'Too many failed attempts',
    otherServer: 'The response is not from the platform',
    secretInText: 'The text contains a secret key or a password',
    severalRequests: 'The text contains {{count}} requests',
    schemeLetterCase: 'The scheme is not in capitals',
    commasBetweenParameters: 'The parameters of Authorization are separated by commas',
    parameterForm: 'The parameter {{name}} is written in an unusual way',
    dateOneDigitDay: 'The day of the date has one digit',
    dateMonthFirst: 'The date begins with the month',
    dateZeroOffset: 'The date does not end with GMT',
    dateOldForm: 'The date is in an unusual form',
    dateLongAgo: 'The request is old',
    hostDefaultPort: 'The host has a default port',
    hostCapitals: 'The host has capitals',
    addressEncodedByClient: 'The client encodes this address before it sends it',
    bodyCutByCurl: 'curl -d @file removes line breaks',
    http10: 'The request uses HTTP/1.0',
    tokenNotListed: 'None of your connections has a key with this token',
    logLineOnly: 'The text does not show the headers',
    authorizationHidden: 'The client hides Authorization in its output',
    platformExplains: 'The installation itself gives the reason',
  },
  texts: {
    textEmpty: 'Paste a request: a curl command, raw HTTP, an entry of a HAR file, or what a client printed.',
    textTooLong: 'At most 1 MB is examined. Paste only the request and its response.',
    textBinary: 'The text contains bytes that are not text. Copy the request as text.',
    noRequest:
      'Paste a complete request with its headers: a curl command, raw HTTP, an entry of a HAR file, or the console of Postman, Bruno or httpYac.',
    placeholderLeft:
      'A client signs and sends the placeholder itself if the variable has no value where the script runs. Give the variable a value, resolve it in the script before signing, and paste the request as it was sent.',
    addressNotAscii:
      'Path and query of a request may only contain ASCII. Percent-encode the address first, then sign and send the encoded one.',
    addressWithSpace: 'A space ends the address. Write %20 for it, then sign and send this address.',
    hostContradicts:
      'Some clients drop a Host header of their own and send the host of the address. Do not set Host; sign the host of the address with its port.',
    changedOnTheWay:
      'Something between client and installation, such as a proxy, changes what is signed. It must pass on host and address unchanged, or the installation must know its public address.',
    authorizationMissing:
      'Nothing was signed. If a script should add the header, it has failed: read the console of the client. In Postman, a constant named CryptoJS makes the script fail.',
    authorizationTwice:
      'Two signatures cannot be told apart. Send the header once; check whether the client adds its own sign-in.',
    authorizationOtherScheme:
      'A client with its own sign-in replaces the header: switch it off, also in a .netrc file. The value must begin with HMAC-SHA256.',
    lineBreakInHeader:
      'Commands that write Base64 add a line break. Remove it: with openssl base64 use -A, with printf and echo no line break at the end.',
    parameterUnknown:
      'Only Credential, SignedHeaders and Signature are allowed, without spaces and separated by &. Header names within SignedHeaders are separated by “;”.',
    parameterTwice: 'Each parameter is allowed once. Remove one.',
    parameterMissing: 'Credential, SignedHeaders and Signature are all required. Add what is missing.',
    headerNotSigned:
      'Date, host and hash of the body must be signed. Add the name, and the value to the string-to-sign in the same place.',
    headerNotSent: 'Send the header, or remove its name from SignedHeaders and its value from the string-to-sign.',
    headerTwice: 'A signed header may be sent once. Remove one; check whether the client adds the header itself.',
    dateIso: 'Write the date as HTTP does.',
    dateOtherZone: 'Only GMT is accepted. Convert the time; with date use -u and a fixed format.',
    dateOtherLanguage:
      'Names of days and months must be English. Choose English for the format: LC_ALL=C, Locale.US, CultureInfo.InvariantCulture.',
    dateNonexistent: 'The calendar has no such day, or the day no such time.',
    dateWrongWeekday: 'Let a library write the date instead of putting it together from parts.',
    dateUnreadable: 'Write the date as HTTP does.',
    clockBehind:
      'At most 15 min are allowed. Sign each request anew right before it is sent, also when it is repeated, and set the clock of the client.',
    clockAhead: 'At most 15 min are allowed. Set the clock and the time zone of the client: the date must be in GMT.',
    credentialNotToken:
      'A token is 32 hexadecimal digits in lower case. It is neither the id of the key, nor its secret key, nor a user name.',
    tokenUnknown: 'The key was deleted or belongs to another installation. Compare the token with the list of keys.',
    accountProblem: 'Reason: {{problem}}. Every request of its keys is rejected with status 403, however it is signed.',
    signatureMalformed:
      'The signature is the Base64 of 32 bytes: 44 characters that end with “=”. This value has {{length}} characters. Use HMAC-SHA256, and encode its bytes.',
    signatureEncoding: 'Write the bytes of the signature in Base64 with padding.',
    signedOtherAddress:
      'The signature is right for this address: {{spelling}}. Sign path and query exactly as the client sends them: let it encode the address first, and take the encoded one.',
    signedOtherHost:
      'Sign Host exactly as it is sent, with its port if it has one. Most clients leave out the port 80 of http and 443 of https. Behind a variable, some clients give an empty host or the name of the variable.',
    signedOtherDate:
      'The value of {{name}} was rewritten after signing. Sign the date in the form in which it is sent.',
    signedLowerCaseMethod: 'Write the method in capitals in the string-to-sign.',
    signedLiteralLineFeed:
      'The lines of the string-to-sign end with a line feed (byte 0A). Check the quotation marks: in many languages \\n is a line feed only between double ones.',
    signedOtherLineEnds:
      'The first two lines end with one line feed (byte 0A), without CR. Nothing follows the last value.',
    signedOtherSeparator: 'Join the values of the signed headers by “;” without spaces.',
    signedOtherOrder: 'Sign the values in the order in which SignedHeaders names their headers.',
    secretNotDecoded:
      'The key of the HMAC is the bytes that the secret key stands for. Decode the secret key from Base64 first.',
    signedWithOtherSecret:
      'None of the usual mistakes leads to this signature. Compare the string-to-sign with that of the client, and check that the secret key belongs to this token.',
    keyExpired:
      'The signature may be right; an expired key is rejected all the same. Extend the key or use another one.',
    contentHashMalformed: 'The value is the Base64 of the SHA-256 of the body: 44 characters that end with “=”.',
    contentHashEncoding: 'Write the bytes of the hash in Base64 with padding.',
    bodyMissing: 'The client dropped the body, as with GET. Send it, or sign the hash of no bytes.',
    bodyNull: 'Send no body at all, or sign the text null.',
    bodyNotSigned:
      'The script signs before the body is known, or reads it from the wrong place. Sign the bytes that are sent.',
    bodyEndCut:
      'Some clients trim texts. Sign the text without the white space at its end, or send bytes: in axios a Buffer, in Bruno a trimmed body.',
    bodyEndAdded: 'Sign the text with everything that is sent, or remove the line break at the end of the file.',
    bodySpaceAdded: 'Sign the text with everything that is sent, or trim it before.',
    bodyLineBreaksCut: 'With curl use --data-binary @file instead of -d @file.',
    bodyCrLfToLf: 'Sign the text with LF at the ends of lines, or send bytes that the client leaves unchanged.',
    bodyLfToCrLf: 'Sign the text with CR LF at the ends of lines, or send bytes that the client leaves unchanged.',
    bodyByteOrderMark: 'Save the file without a byte order mark.',
    bodyLatin1Sent: 'Pass the body to the client as bytes in UTF-8, not as text: in Python text.encode().',
    bodyLatin1Signed: 'Encode the text in UTF-8 before it is hashed.',
    bodyCommentsRemoved: 'Postman and Bruno remove comments from JSON before they send it. Remove them from the body.',
    bodyQuoted:
      'The client sends text that is not JSON as a JSON string. Write the quotation marks yourself, and sign them too.',
    bodyUnquoted: 'Sign the text that is sent, or send it as a JSON string.',
    bodyEscapes:
      'One JSON writer writes letters as they are, another as \\u and four digits. Write the body once; sign and send this text.',
    bodyRewritten:
      'The client writes an object as JSON once more, with other spaces. Write the body once; sign and send this text as bytes.',
    bodyOther:
      'It is not known how the {{bytes}} bytes of the body were changed. Hash the very bytes that are sent, after variables are replaced and comments removed.',
    bodyOnGet:
      'Clients drop the body of such a request, but the hash stays. The methods of the platform are called with POST.',
    contentTypeMissing:
      'Name the type; otherwise many clients send a form. The platform responds to other types with status 415.',
    contentTypeNotJson: 'The platform responds to other types with status 415.',
    hostNotAllowed:
      'Call the installation under its own address. If a proxy stands in front of it, its public address must be configured.',
    notPermitted:
      'The signature is right. The account needs the permission that the response names; “API calls” is required for every call.',
    methodUnknown:
      'The signature is right. Check the path: every method is called with POST under /api/public/system/Base/.',
    throttled:
      'The installation counts failed attempts per token. Wait a minute; until then the actual reason is hidden.',
    otherServer:
      'Something in between responded: {{server}}. The signature did not reach the platform. Exempt the path of the API from its sign-in.',
    secretInText:
      'It was masked and is not kept. Whoever received this text knows it: replace the key, and paste requests without the secret key.',
    severalRequests: 'One of them was examined. Paste the others alone.',
    schemeLetterCase: 'KeyDesk’s own platform accepts it; others may not. Write it in capitals.',
    commasBetweenParameters:
      'KeyDesk’s own platform accepts commas; others may not. Separate the parameters by &, without spaces.',
    parameterForm:
      'KeyDesk’s own platform accepts it; others may not. Write the names as in the documentation, and values without quotation marks.',
    dateOneDigitDay:
      'KeyDesk’s own platform accepts it; others may not. Write two digits: in Java not with RFC_1123_DATE_TIME.',
    dateMonthFirst:
      'KeyDesk’s own platform accepts it; others may not. Azure App Configuration for Python writes dates in this way.',
    dateZeroOffset: 'KeyDesk’s own platform accepts it; others may not. Write GMT.',
    dateOldForm: 'KeyDesk’s own platform accepts it; others may not.',
    dateLongAgo:
      'If it is sent now as it is, it is rejected: its date is {{seconds}} in the past, and 15 min are allowed. Each attempt must be signed anew.',
    hostDefaultPort: 'Most clients leave it out of Host, whatever stands in the address. Sign the host that is sent.',
    hostCapitals: 'Some clients send them, others change them to small letters. Write small letters.',
    addressEncodedByClient:
      'Sign the encoded address, not the typed one. Most safely, write it into the client already encoded.',
    bodyCutByCurl: 'If the file has line breaks, its hash is another than that of what is sent. Use --data-binary.',
    http10: 'KeyDesk’s own platform accepts it; others may not. A proxy should use HTTP/1.1.',
    tokenNotListed:
      'The key was deleted, or its installation is none of your connections. Its secret key is therefore not at hand.',
    logLineOnly: 'Without them the signature cannot be examined. Paste the request with its headers from the client.',
    authorizationHidden:
      'Without it the signature cannot be examined. Paste the request from a place where it is shown, such as the command or a trace.',
    platformExplains: 'This is what it says in the response.',
  },
  encodings: {
    hex: 'in hexadecimal',
    base64url: 'in the alphabet of base64url',
    unpadded: 'without padding',
  },
  spellings: {
    withoutQuery: 'without its query',
    typed: 'as it was typed',
    decoded: 'decoded',
    encodeUri: 'encoded as by encodeURI',
    encodeUriComponent: 'values encoded as by encodeURIComponent',
    rfc3986: 'everything encoded but letters, digits and - . _ ~ (RFC 3986)',
    sorted: 'with sorted parameters',
    withoutEqualsSign: 'without the equals sign of empty values',
    encodedTwice: 'encoded twice',
    encodedOnce: 'encoded once instead of twice',
    form: 'encoded as a form, with + for spaces',
    spaceAsPercent20: 'encoded as a form, but with %20 for +',
    plusAsPercent20: 'with %20 for +',
    spaceAsPlus: 'with + for %20',
    upperCaseHex: 'with capitals in the percent-encoding',
    lowerCaseHex: 'with small letters in the percent-encoding',
    whatwg: 'encoded as by browsers (WHATWG URL)',
    absolute: 'with scheme and host',
    empty: 'empty',
    placeholders: 'with variables that were not replaced',
    removedPrefix: 'with the part that a proxy removes from the path',
  },
  parts: { address: 'address', body: 'body', host: 'host', unknown: 'part unknown' },
  problems: {
    archived: 'it is archived',
    deactivated: 'it is deactivated',
    noPermission: 'it lacks the permission “API calls”',
  },
} as const;
