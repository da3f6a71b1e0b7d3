import type { Diagnosis } from '../../../shared/model/doctor.ts';

/** Texts of the page "Check a request"; what it finds has its texts in `shared/doctorTexts/`. */
export const doctor = {
  title: 'Check a request',
  open: 'Check a request…',
  openHint: 'Find out why a request with this key is rejected (?)',
  intro:
    'Paste a request that the platform rejects. KeyDesk says what is wrong with it and what to write instead. Nothing is sent, and the text is not kept.',
  field: 'Request',
  fieldHelp:
    'A curl command, raw HTTP, an entry of a HAR file, the console of Postman, Bruno or httpYac, or a line of a log. At most 1 MB.',
  size: '{{size}} of 1 MB',
  check: 'Check',
  checking: 'Checking…',
  example: 'Insert an example',
  edit: 'Change the text',
  clear: 'Clear',
  request: 'Request to check',
  requestOption: '{{number, number}} of {{count, number}}',
  formats: {
    curl: 'Read as: curl command',
    http: 'Read as: raw HTTP',
    har: 'Read as: HAR file',
    postman: 'Read as: console of Postman',
    newman: 'Read as: output of newman',
    bruno: 'Read as: Bruno',
    httpYac: 'Read as: httpYac',
    code: 'Read as: program code',
    platformLog: 'Read as: log of the platform',
    nginxLog: 'Read as: log of nginx',
  },
  levels: { error: 'Error', warning: 'Warning', remark: 'Remark' },
  result: 'Result',
  verified: {
    title: 'Nothing is wrong with this request',
    text: 'Its signature was verified with the secret key. If the platform still rejects it, something in between has changed it, or the clocks differ.',
  },
  soFar: {
    title: 'Nothing wrong was found so far',
    text: 'Whether the signature is right can only be said with the secret key.',
  },
  nothing: {
    title: 'Nothing wrong was found',
    text: 'What can be checked in this text is right. Paste the complete request with its headers and its body to have the signature checked too.',
  },
  found: 'In the text',
  expected: 'Instead',
  show: 'Show in the text',
  more: 'Further findings',
  stringToSign: 'What has to be signed',
  stringToSignHelp: 'As the platform rebuilds it from the request. ⏎ is a line feed.',
  text: 'Pasted text',
  lines: 'Lines with the place marked',
  key: 'Key: {{owner}} ({{connection}})',
  keyFrom: 'Opened for the key of {{owner}}, token {{token}}.',
  otherKey: {
    title: 'The request uses another key',
    text: 'You came from the key with the token {{wanted}}, but Credential in the request names {{named}}.',
  },
  useSecret: 'Check the signature',
  useSecretHelp:
    'Takes the secret key of {{owner}} from “{{connection}}”, or from the keychain. It is not shown and does not leave this computer.',
  secretUsed: 'The signature was checked with the secret key of {{owner}}.',
  unknownToken: {
    title: 'KeyDesk does not know the token of this request',
    text: 'To have the signature checked, enter the secret key that belongs to the token. It is used once and not kept.',
    field: 'Secret key',
    show: 'Show the secret key',
    hide: 'Hide the secret key',
  },
} as const satisfies {
  readonly formats: Readonly<Record<NonNullable<Diagnosis['format']>, string>>;
  readonly [key: string]: unknown;
};
