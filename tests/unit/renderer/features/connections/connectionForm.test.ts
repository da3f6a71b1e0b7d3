import { describe, expect, it } from 'vitest';
import {
  type ConnectionForm,
  checkConnectionChange,
  checkNewConnection,
  initialForm,
  problemsByField,
} from '../../../../../renderer/features/connections/connectionForm.ts';

const ID = '5f0e1a54-0d5c-4f0e-9f55-0f3d8e8f5a11';
const form = (change: Partial<ConnectionForm> = {}): ConnectionForm => ({
  ...initialForm(null),
  name: 'Production',
  address: 'https://platform.example.com',
  username: 'admin',
  password: 'correct horse',
  ...change,
});
const problems = (change: Partial<ConnectionForm>) => {
  const checked = checkNewConnection(form(change));
  return checked.ok ? {} : checked.problems;
};

describe('checkNewConnection', () => {
  it('takes a complete form', () => {
    expect(checkNewConnection(form()).ok).toBe(true);
  });

  it('names the problem of every field at once', () => {
    expect(checkNewConnection(initialForm(null))).toEqual({
      ok: false,
      problems: { name: 'required', address: 'required', username: 'required', password: 'required' },
    });
    expect(problems({ name: '', address: 'http://other:8080' })).toEqual({
      name: 'required',
      acknowledgesPlainHttp: 'notAcknowledged',
    });
  });

  it('drops an acknowledgement that the address does not need', () => {
    const checked = checkNewConnection(form({ acknowledgesPlainHttp: true }));
    expect(checked.ok && checked.input.acknowledgesPlainHttp).toBe(false);
  });
});

it.each([
  ['', null],
  ['correct horse', 'correct horse'],
])('a change with the password %j sends %j', (password, sent) => {
  const checked = checkConnectionChange(form({ password }), ID);
  expect(checked.ok && checked.input.password).toBe(sent);
});

describe('problemsByField', () => {
  it('keeps the first problem of a field, replaces unknown problems and leaves out other fields', () => {
    expect(
      problemsByField([
        { path: 'address', problem: 'notUrl' },
        { path: 'address', problem: 'tooLong' },
        { path: 'name', problem: 'unexpected' },
        { path: 'id', problem: 'required' },
      ]),
    ).toEqual({ address: 'notUrl', name: 'invalid' });
  });
});
