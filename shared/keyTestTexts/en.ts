import type { KeyTestCode } from '../model/keyTest.ts';

/** English texts of what the test of a key can find. Those without a text are explained by their error. */
export const keyTestResultsEn = {
  works: { title: 'Works', text: 'The platform accepted a call signed with this key.' },
  clockOff: {
    title: 'Works, but the clock is off',
    text: 'The platform accepted the key. From 15 minutes on, it rejects requests signed with such a clock, so correct the clock; on the computer that uses the key, too.',
  },
  hostWithoutPort: {
    title: 'Works without the port only',
    text: 'A proxy drops the port from the Host header, so only signatures for the host name without the port are accepted. Have the proxy pass the header unchanged (nginx: proxy_set_header Host $http_host), or sign without the port.',
  },
  expired: {
    title: 'Expired',
    text: 'The signature is right, but the key has expired. Extend it, or create a new key.',
  },
  unknownToken: {
    title: 'Unknown token',
    text: 'The platform has no key with this token: it was deleted, or the database was restored. Refresh the list, and create a new key if it is needed.',
  },
  wrongSecret: {
    title: 'Wrong secret',
    text: 'The request arrived as it was sent, but its signature is wrong: the secret belongs to another key. Copy token and secret once more from the same key, or create a new key.',
  },
  accountArchived: {
    title: 'Account archived',
    text: 'The signature is right, but the account of the key is archived. Restore the account from the archive, or create a key for another account.',
  },
  accountDeactivated: {
    title: 'Account deactivated',
    text: 'The signature is right, but the account of the key is switched off. Activate the account, or create a key for another account.',
  },
  noApiCalls: {
    title: 'No permission “API calls”',
    text: 'The signature is right, but the account of the key lacks the permission “API calls”. Add the account to a system role with this permission.',
  },
  notPermitted: {
    title: 'No permission',
    text: 'The signature is right, but the account of the key lacks a permission. Check that it is active, not archived, and has the permission “API calls”.',
  },
  signatureRejected: {
    title: 'Signature rejected',
    text: 'Either the secret belongs to another key, or something in between changes requests. Test another key of this connection: if that one works, the secret of this key is wrong; if not, check the proxy.',
  },
  pathRewritten: {
    title: 'Path rewritten on the way',
    text: 'A proxy changes the path of requests, so no signature can be right; the key itself was not checked. Have the proxy pass the path unchanged, or correct the address of the connection.',
  },
  hostRewritten: {
    title: 'Host rewritten on the way',
    text: 'A proxy changes the Host header, so no signature can be right; the key itself was not checked. Have the proxy pass the header unchanged (nginx: proxy_set_header Host $http_host).',
  },
  headerRewritten: {
    title: 'Signed header rewritten on the way',
    text: 'Something in between changes a signed header, so no signature can be right; the key itself was not checked. Have the proxy pass x-ms-date and x-ms-content-sha256 unchanged.',
  },
  signatureRemoved: {
    title: 'Signature removed on the way',
    text: 'The request arrived without its complete signature; the key itself was not checked. Have the proxy pass the headers Authorization, x-ms-date and x-ms-content-sha256 unchanged.',
  },
  clockRejected: {
    title: 'Clock too far off',
    text: 'The platform rejects the date of requests; the key itself was not checked. Correct the clock of this computer, then test again.',
  },
  throttled: {
    title: 'Paused after wrong signatures',
    text: 'Too many wrong signatures arrived for this token, from this or another computer. Find out which program signs with a wrong secret, and test again later.',
  },
  intercepted: { title: 'Something in between responded' },
  notReachable: { title: 'Platform not reachable' },
  platformFailed: { title: 'Unexpected response' },
  secretNotRead: { title: 'Secret not readable' },
  notTested: { title: 'Not tested' },
} as const satisfies Readonly<Record<KeyTestCode, { readonly title: string; readonly text?: string }>>;
