import { expect, it } from 'vitest';
import { readPaste } from '../../../../../electron/services/doctor/paste/readPaste.ts';

const SECRET = 'q7Zt0bX1uS8kE4mJ6yVwC2aR9pLfH5dN3gQoTiUeKzY=';
const LONG = 'Vq7Zt0bX1uS8kE4mJ6yVwC2aR9pLfH5dN3gQoTiUeKzYq7Zt0bX1uS8kE4mJ6yVwC2aR9pLfH5dN3gQoTiUeKw==';
const HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const SIGNATURE = 'AbC1dEf2GhI3jKl4MnO5pQr6StU7vWx8YzA9bCdE0F1=';

const secretsOf = (text: string) => readPaste(text).secrets.map(({ start, end }) => text.slice(start, end));

it.each([
  [`SECRET=${SECRET}`, SECRET],
  [`echo ${LONG} | base64 -d`, LONG],
  [`{"SecretKey":"${SECRET}"}`, SECRET],
  [`"text\\n${SECRET}"`, SECRET],
  [`{"key":"${SECRET.replace('=', '\\u003d')}"}`, SECRET.replace('=', '\\u003d')],
  [`// the key is ${SECRET.replaceAll('/', '_').replace('=', '')}`, SECRET.replace('=', '')],
  ['{ "secretKey" : "not base64!" }', 'not'],
  ["$password = 'correct-horse'", 'correct-horse'],
  ['Authorization: Basic YWRtaW46cGFzc3dvcmQ=', 'YWRtaW46cGFzc3dvcmQ='],
])('finds the secret in %s', (text, secret) => {
  expect(secretsOf(text)).toEqual(secret === 'not' ? [] : [secret]);
});

it('a signature, the hash of a body, a token and a path are no secrets', () => {
  const text = [
    'POST /IntegrationService/Api/AuthenticationKeyService/ListOfAllKeys12 HTTP/1.1',
    `x-ms-content-sha256: ${HASH}`,
    `Authorization: HMAC-SHA256 Credential=0123456789abcdef0123456789abcdef&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${SIGNATURE}`,
    '',
    `string to sign: "POST\\n/x\\nFri, 27 Nov 2026 10:00:00 GMT;host;${HASH}", signature ${SIGNATURE}`,
  ].join('\n');
  expect(secretsOf(text)).toEqual([]);
});

it('the Base64 of a text is no secret', () => {
  expect(secretsOf(`{"body":"${btoa('{"Search":"a name","Take":10,"Skip":20}')}"}`)).toEqual([]);
});

it('finds the secret next to the signature of the same request', () => {
  expect(secretsOf(`GET / HTTP/1.1\nAuthorization: HMAC-SHA256 Signature=${SIGNATURE}\nX-Secret: ${SECRET}\n`)).toEqual(
    [SECRET],
  );
});
