import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { stringToSign } from '../../../../shared/hmac/stringToSign.ts';

/** The 64 bytes 0, 1, 2 … 63. */
const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==';
const DATE = 'Sun, 22 Nov 2026 20:04:38 GMT';
const EMPTY_HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
/** Of the body `{"id":"authkey.7"}`. */
const BODY_HASH = 'Sbe1eSLv1b6/Xy+/TG4cE8F2xH79yVVwE4rLS3rXTK0=';
const LIST = '/api/public/system/Base/AuthenticationKeyService/List';

/** Signatures computed outside this project with Python's hmac and hashlib. */
const VECTORS = [
  {
    name: 'a call without body',
    input: { method: 'POST', pathAndQuery: LIST, signedHeaderValues: [DATE, '127.0.0.1:8787', EMPTY_HASH] },
    signature: '+25SfefFvZ0HzRASfluDxxLsegouwKR/ZyMSV/yZga8=',
  },
  {
    name: 'a method in lower case is signed in upper case',
    input: { method: 'post', pathAndQuery: LIST, signedHeaderValues: [DATE, '127.0.0.1:8787', EMPTY_HASH] },
    signature: '+25SfefFvZ0HzRASfluDxxLsegouwKR/ZyMSV/yZga8=',
  },
  {
    name: 'a body, and a query with percent-encoding and an empty value',
    input: {
      method: 'POST',
      pathAndQuery: '/api/public/system/Base/AuthenticationKeyService/Get?x=%20a%2Fb&y=',
      signedHeaderValues: [DATE, 'platform.example:8443', BODY_HASH],
    },
    signature: 'xdm9HAqEWB3omn9Ae+RGIqG859b26TySq9VJkBHvBC8=',
  },
  {
    name: 'IPv6 host and headers in another order',
    input: {
      method: 'GET',
      pathAndQuery: '/kv?name=%D0%BA%D0%BB%D1%8E%D1%87',
      signedHeaderValues: [BODY_HASH, '[::1]:80', DATE],
    },
    signature: 'RDwmRJT9Q9G5OhGF4JtkYivn0sK/j0THy3O00rh254M=',
  },
];

test.each(VECTORS)('produces the signature of $name', ({ input, signature }) => {
  const signed = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(stringToSign(input)).digest('base64');
  expect(signed).toBe(signature);
});
