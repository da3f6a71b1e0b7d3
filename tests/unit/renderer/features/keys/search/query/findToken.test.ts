import { describe, expect, it } from 'vitest';
import {
  askedTokens,
  findToken,
  isSearch,
} from '../../../../../../../renderer/features/keys/search/query/findToken.ts';
import { sampleKey } from '../../sampleKey.ts';

const TOKEN = '40572d43a1b2c3d4e5f60718293afb2e';
const OTHER = '0123456789abcdef0123456789abcdef';
const key = sampleKey({ token: TOKEN });
const keys = [sampleKey({ id: 'another', token: 'f'.repeat(32) }), key];

describe('findToken', () => {
  it.each([
    TOKEN,
    TOKEN.toUpperCase(),
    `Authorization: HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=date;host&Signature=${'a'.repeat(43)}=`,
    `2026-11-22 20:04:38 WARN trace=${OTHER} refused token "${TOKEN}" (401)`,
    `x${TOKEN}z`,
    ` \n${TOKEN}\n`,
  ])('finds the key in %s', (text) => {
    expect(findToken(text, keys)).toEqual({ token: TOKEN, key });
  });

  it('reports a token that no key has: the credential of a header, else the first', () => {
    expect(findToken(`${'1'.repeat(32)} Credential=${OTHER}&`, keys)).toEqual({ token: OTHER, key: null });
    expect(findToken(`${OTHER} ${'1'.repeat(32)}`, keys)).toEqual({ token: OTHER, key: null });
  });

  it('finds no token in fewer or more digits, nor in text', () => {
    expect(findToken('ERP connector', keys)).toBeNull();
    expect(findToken(TOKEN.slice(1), keys)).toBeNull();
    expect(findToken(`${TOKEN}0`, keys)).toBeNull();
    expect(findToken(TOKEN.repeat(2), keys)).toBeNull();
    expect(findToken(`g${TOKEN.slice(1)}`, keys)).toBeNull();
  });
});

it('a search that is pasted is one; a header or a line with colons is not', () => {
  expect(isSearch(`token:${TOKEN} status:expired`)).toBe(true);
  expect(isSearch(TOKEN)).toBe(false);
  expect(isSearch(`Authorization: HMAC-SHA256 Credential=${TOKEN}`)).toBe(false);
  expect(isSearch(`status: 401 token: ${TOKEN}`)).toBe(false);
});

it('returns the complete tokens of a search', () => {
  expect(askedTokens(`token:${TOKEN.toUpperCase()} token:4057 -token:${OTHER} ${OTHER}`)).toEqual([TOKEN]);
});
