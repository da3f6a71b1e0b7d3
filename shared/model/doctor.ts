import { z } from 'zod';
import { keyReferenceSchema } from './key.ts';

/** Maximum size of a pasted text in bytes of UTF-8. */
export const MAX_PASTED_BYTES = 1024 * 1024;

/** Where a request was copied from. */
const PASTE_FORMATS = [
  'curl',
  'http',
  'har',
  'postman',
  'newman',
  'bruno',
  'httpYac',
  'code',
  'platformLog',
  'nginxLog',
] as const;

/**
 * Everything that the doctor can find, in the order in which it reports: the order of the platform's checks. An error is
 * why a request is rejected. A warning is about the pasted text. A remark is accepted by KeyDesk's own platform, but
 * other installations may be stricter, or it explains what happens to the request.
 */
export const FINDINGS = {
  // What was pasted.
  textEmpty: 'error',
  textTooLong: 'error',
  textBinary: 'error',
  noRequest: 'error',
  placeholderLeft: 'error',
  addressNotAscii: 'error',
  addressWithSpace: 'error',
  hostContradicts: 'error',

  changedOnTheWay: 'error',

  // `Authorization`, and which headers are signed.
  authorizationMissing: 'error',
  authorizationTwice: 'error',
  authorizationOtherScheme: 'error',
  lineBreakInHeader: 'error',
  parameterUnknown: 'error',
  parameterTwice: 'error',
  parameterMissing: 'error',
  headerNotSigned: 'error',
  headerNotSent: 'error',
  headerTwice: 'error',

  // The date.
  dateIso: 'error',
  dateOtherZone: 'error',
  dateOtherLanguage: 'error',
  dateNonexistent: 'error',
  dateWrongWeekday: 'error',
  dateUnreadable: 'error',
  clockBehind: 'error',
  clockAhead: 'error',

  // The key.
  credentialNotToken: 'error',
  tokenUnknown: 'error',
  accountProblem: 'error',

  // The signature; from `signedOtherAddress` on, the secret key is needed to find it.
  signatureMalformed: 'error',
  signatureEncoding: 'error',
  signedOtherAddress: 'error',
  signedOtherHost: 'error',
  signedOtherDate: 'error',
  signedLowerCaseMethod: 'error',
  signedLiteralLineFeed: 'error',
  signedOtherLineEnds: 'error',
  signedOtherSeparator: 'error',
  signedOtherOrder: 'error',
  secretNotDecoded: 'error',
  signedWithOtherSecret: 'error',
  keyExpired: 'error',

  // The body.
  contentHashMalformed: 'error',
  contentHashEncoding: 'error',
  bodyMissing: 'error',
  bodyNull: 'error',
  bodyNotSigned: 'error',
  bodyEndCut: 'error',
  bodyEndAdded: 'error',
  bodySpaceAdded: 'error',
  bodyLineBreaksCut: 'error',
  bodyCrLfToLf: 'error',
  bodyLfToCrLf: 'error',
  bodyByteOrderMark: 'error',
  bodyLatin1Sent: 'error',
  bodyLatin1Signed: 'error',
  bodyCommentsRemoved: 'error',
  bodyQuoted: 'error',
  bodyUnquoted: 'error',
  bodyEscapes: 'error',
  bodyRewritten: 'error',
  bodyOther: 'error',
  bodyOnGet: 'error',
  contentTypeMissing: 'error',
  contentTypeNotJson: 'error',

  // What the response says beyond that.
  hostNotAllowed: 'error',
  notPermitted: 'error',
  methodUnknown: 'error',
  throttled: 'error',
  otherServer: 'error',

  secretInText: 'warning',

  severalRequests: 'remark',
  schemeLetterCase: 'remark',
  commasBetweenParameters: 'remark',
  parameterForm: 'remark',
  dateOneDigitDay: 'remark',
  dateMonthFirst: 'remark',
  dateZeroOffset: 'remark',
  dateOldForm: 'remark',
  dateLongAgo: 'remark',
  hostDefaultPort: 'remark',
  hostCapitals: 'remark',
  addressEncodedByClient: 'remark',
  bodyCutByCurl: 'remark',
  http10: 'remark',
  tokenNotListed: 'remark',
  logLineOnly: 'remark',
  authorizationHidden: 'remark',
  platformExplains: 'remark',
} as const satisfies Record<string, 'error' | 'warning' | 'remark'>;

/** Code of a finding. */
export type FindingCode = keyof typeof FINDINGS;

/** All codes, in the order in which they are reported. */
export const FINDING_CODES = Object.keys(FINDINGS) as readonly FindingCode[];

const placeSchema = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() });

const findingSchema = z.object({
  code: z.enum(FINDING_CODES as [FindingCode, ...FindingCode[]]),
  /** Where it stands in the pasted text, in UTF-16 units; `null` if it does not stand there. */
  place: placeSchema.nullable(),
  /** What stands there, and what should; `null` if that cannot be said in one text. Secret keys are masked. */
  found: z.string().nullable(),
  expected: z.string().nullable(),
  /** Values for the text of the code, such as `name` of a header or `seconds` of a clock. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** One thing that is wrong or remarkable in a request. */
export type Finding = z.infer<typeof findingSchema>;

/** Result of an examination. */
export const diagnosisSchema = z.object({
  /** Number of requests in the text; the first one was examined unless another was asked for. */
  requests: z.int().nonnegative(),
  format: z.enum(PASTE_FORMATS).nullable(),
  /** Errors first, the first one is the first thing that is wrong; then warnings and remarks. */
  findings: z.array(findingSchema),
  /** Whether nothing wrong was found yet, and more can be checked with the secret key. */
  needsSecret: z.boolean(),
  /** Whether the signature was verified with a secret key and is right. */
  isVerified: z.boolean(),
  /** The known key that the token of the request names. */
  key: z.object({ connectionId: z.string(), ...keyReferenceSchema.shape }).nullable(),
  /** As the platform rebuilds it from what was sent; `null` if parts are missing. */
  stringToSign: z.string().nullable(),
  /** Whether the text contains a secret key, which was masked and is not kept. */
  secretSeen: z.boolean(),
});

/** What the doctor says about a pasted request. */
export type Diagnosis = z.infer<typeof diagnosisSchema>;
