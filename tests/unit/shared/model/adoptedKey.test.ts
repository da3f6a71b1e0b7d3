import { expect, it } from 'vitest';
import { adoptionSchema, readPastedKey } from '../../../../shared/model/adoptedKey.ts';

const TOKEN = '0f'.repeat(16);
const SECRET = `${'Ab1+/Z'.repeat(14)}xw==`;
const BLANKS = ` ${TOKEN.toUpperCase()}\r\n`;
const adoption = { token: TOKEN, secretKey: SECRET, label: 'Partner', expirationDate: null };

it('accepts token and secret key with blanks around them', () => {
  expect(adoptionSchema.parse({ ...adoption, token: BLANKS, secretKey: `\t${SECRET}\n` })).toEqual(adoption);
});

it.each([
  ['swapped values', { token: SECRET, secretKey: TOKEN }, { token: 'secretInToken', secretKey: 'tokenInSecret' }],
  [
    'nothing',
    { token: ' ', secretKey: '', label: ' ' },
    { token: 'required', secretKey: 'required', label: 'required' },
  ],
  ['other texts', { token: 'abc', secretKey: 'not base64!' }, { token: 'notToken', secretKey: 'notSecretKey' }],
  [
    'a secret key with a blank inside',
    { secretKey: `${SECRET.slice(0, 40)} ${SECRET.slice(40)}` },
    { secretKey: 'notSecretKey' },
  ],
  ['a long label', { label: 'x'.repeat(101) }, { label: 'tooLong' }],
])('fault 159: %s: each field says what is wrong with it', (_name, part, problems) => {
  const parsed = adoptionSchema.safeParse({ ...adoption, ...part });
  expect(Object.fromEntries(parsed.error?.issues.map(({ path, message }) => [path[0], message]) ?? [])).toEqual(
    problems,
  );
});

it.each([
  ['a token alone', BLANKS, { token: TOKEN, secretKey: null }],
  ['a secret key alone', SECRET, { token: null, secretKey: SECRET }],
  ['the files cred and secret', `${TOKEN}\n${SECRET}\n`, { token: TOKEN, secretKey: SECRET }],
  ['an .env file', `# key\nTOKEN="${TOKEN}"\nSECRET=${SECRET}\n`, { token: TOKEN, secretKey: SECRET }],
  ['a header', `Authorization: HMAC-SHA256 Credential=${TOKEN}, Signature=abc=`, { token: TOKEN, secretKey: null }],
  ['something else', 'hello world', null],
  ['hexadecimal digits inside a longer text', `x${TOKEN}y ${'0f'.repeat(20)}`, null],
])('fault 159: finds the key in %s', (_name, text, found) => {
  expect(readPastedKey(text)).toEqual(found);
});
