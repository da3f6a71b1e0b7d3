import { describe, expect, it } from 'vitest';
import { newConnectionSchema } from '../../../../shared/model/connection.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';

const SECRET_KEY = Buffer.alloc(64, 251).toString('base64');
const byKey = { ...CONNECTION_FORM, signIn: 'key', token: '0123456789abcdef0123456789abcdef', password: SECRET_KEY };

/** The refused fields with the reason, or nothing. */
function problems(form: object): unknown {
  return newConnectionSchema.safeParse(form).error?.issues.map(({ path, message }) => [...path, message]);
}

describe('signing in with a key', () => {
  it('takes a token and a secret key, and no user name', () => {
    expect(newConnectionSchema.parse({ ...byKey, token: ` ${byKey.token.toUpperCase()} ` })).toMatchObject({
      token: byKey.token,
      username: '',
      password: SECRET_KEY,
    });
  });

  it.each([
    ['none', '', 'required'],
    ['one that is short', '0123456789abcdef', 'notToken'],
    ['one with another letter', `${'0'.repeat(31)}g`, 'notToken'],
  ])('refuses a token: %s', (_what, token, problem) => {
    expect(problems({ ...byKey, token })).toEqual([['token', problem]]);
  });

  it.each([
    ['text', 'correct horse battery staple'],
    ['one that is short', 'AAAAAAAAAAAAAAAAAAAA'],
    ['one for addresses', SECRET_KEY.replaceAll('+', '-').replaceAll('/', '_')],
    ['one that was cut', SECRET_KEY.slice(0, -1)],
  ])('refuses a secret key: %s', (_what, password) => {
    expect(problems({ ...byKey, password })).toEqual([['password', 'notSecretKey']]);
  });
});

describe('signing in with a password', () => {
  it('needs a user name, and keeps no token', () => {
    expect(problems({ ...CONNECTION_FORM, username: ' ' })).toEqual([['username', 'required']]);
    expect(newConnectionSchema.parse({ ...CONNECTION_FORM, token: byKey.token }).token).toBe('');
  });
});

it('knows the fields that an older version did not have by their defaults', () => {
  const { color: _color, environment: _environment, signIn: _signIn, token: _token, ...older } = CONNECTION_FORM;
  expect(newConnectionSchema.parse(older)).toMatchObject({ color: 'blue', environment: 'other', signIn: 'password' });
});
