import { expect, it } from 'vitest';
import { newConnectionSchema } from '../../../../shared/model/connection.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const SECRET_KEY = Buffer.alloc(64, 251).toString('base64');
const BY_KEY = { signIn: 'key', token: TOKEN, password: SECRET_KEY };

it.each([
  ['address', 'notUrl', { address: 'stand' }],
  ['acknowledgesPlainHttp', 'notAcknowledged', { address: 'http://stand.example' }],
  ['name', 'required', { name: '  ' }],
  ['name', 'tooLong', { name: 'n'.repeat(81) }],
  ['username', 'required', { username: ' ' }],
  ['password', 'required', { password: '' }],
  ['password', 'passwordNotStorable', { password: 'a\0b' }],
  ['password', 'passwordNotStorable', { password: 'a\ud800' }],
  ['password', 'tooLong', { password: 'é'.repeat(1025) }],
  ['servicePath', 'notPath', { servicePath: 'https://evil.example/x' }],
  ['servicePath', 'notPath', { servicePath: '/a?b' }],
  ['token', 'required', { ...BY_KEY, token: '' }],
  ['token', 'notToken', { ...BY_KEY, token: TOKEN.slice(1) }],
  ['token', 'notToken', { ...BY_KEY, token: `${TOKEN.slice(1)}g` }],
  ['password', 'notSecretKey', { ...BY_KEY, password: 'correct horse battery staple' }],
  ['password', 'notSecretKey', { ...BY_KEY, password: 'AAAAAAAAAAAAAAAAAAAA' }],
  ['password', 'notSecretKey', { ...BY_KEY, password: SECRET_KEY.replaceAll('+', '-').replaceAll('/', '_') }],
  ['password', 'notSecretKey', { ...BY_KEY, password: SECRET_KEY.slice(0, -1) }],
])('the form of a connection: %s is %s for %o', (field, problem, change) => {
  const { error } = newConnectionSchema.safeParse({ ...CONNECTION_FORM, ...change });
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[field, problem]]);
});

it.each<[what: string, change: object, expected: object]>([
  [
    'plain http to another machine once it is acknowledged',
    { address: 'http://stand.example/', acknowledgesPlainHttp: true },
    { address: 'http://stand.example' },
  ],
  ['a password of exactly the largest size', { password: 'é'.repeat(1024) }, { password: 'é'.repeat(1024) }],
  [
    'a token in any case for signing in with a key, and no user name',
    { ...BY_KEY, token: ` ${TOKEN.toUpperCase()} ` },
    { token: TOKEN, username: '', password: SECRET_KEY },
  ],
  ['no token for signing in with a password', { token: TOKEN }, { token: '' }],
])('the form of a connection takes %s', (_what, change, expected) => {
  expect(newConnectionSchema.parse({ ...CONNECTION_FORM, ...change })).toMatchObject(expected);
});

it('fields that an older version did not have get their defaults', () => {
  const { color: _color, environment: _environment, signIn: _signIn, token: _token, ...older } = CONNECTION_FORM;
  expect(newConnectionSchema.parse(older)).toMatchObject({ color: 'blue', environment: 'other', signIn: 'password' });
});
