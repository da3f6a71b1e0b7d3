import { describe, expect, it } from 'vitest';
import { MAX_LEAKED_TOKENS, readLeakedTokens } from '../../../../shared/model/leakedTokens.ts';
import { tokenOf } from '../../../fakes/memoryAdminApi.ts';

const TOKEN = '40572d9a1be84c03a6f1d2e5c7b8fb2e';
const SECRET = `${'Zm9v'.repeat(21)}AQ==`;

describe('tokens with noise around them', () => {
  it.each([
    ['alone', TOKEN],
    ['in upper case', TOKEN.toUpperCase()],
    ['in a header', `Authorization: HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=date&Signature=abc=`],
    ['in quotes', `{"token":"${TOKEN}"}`],
    ['in a line of CSV', `1;"Anna";${TOKEN};2026-01-01`],
    ['in a path', `https://crm.example/keys/${TOKEN}?x=1`],
    ['after an escaped equals sign', `?q=Credential%3D${TOKEN}%26x`],
    ['after one that is escaped twice', `?q=Credential%253d${TOKEN}%2526x`],
    ['after an escape of JSON', `"a\\n${TOKEN}\\u003d"`],
    ['in Cyrillic text', `токен${TOKEN}истёк`],
    ['with an underscore', `key_${TOKEN}`],
    ['next to a path as long as a secret key', `/${'a/b'.repeat(17)}/${TOKEN}/Q`],
  ])('%s', (_what, text) => {
    expect(readLeakedTokens(text)).toEqual({
      tokens: [TOKEN],
      repeats: 0,
      notTokens: [],
      notTokenCount: 0,
      secrets: 0,
    });
  });

  it('counts repetitions in any letter case once each', () => {
    expect(readLeakedTokens(`${TOKEN}\n${TOKEN.toUpperCase()} ${TOKEN}`)).toMatchObject({
      tokens: [TOKEN],
      repeats: 2,
    });
  });

  it('finds ten thousand in a log of several megabytes', () => {
    const tokens = Array.from({ length: 10_000 }, (_, index) => tokenOf(`authkey.${index}`));
    const noise = '203.0.113.7 - - [28/Nov/2026:01:02:03 +0300] "POST /0/x HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11)" ';
    const text = tokens.map((token) => `${noise.repeat(4)}Credential=${token}&${noise}`).join('\r\n');
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(readLeakedTokens(text).tokens).toEqual(tokens);
  });
});

it.each([
  ['31 digits', TOKEN.slice(1), 'tooShort'],
  ['33 digits', `${TOKEN}0`, 'tooLong'],
  ['a UUID', '40572d9a-1be8-4c03-a6f1-d2e5c7b8fb2e', 'uuid'],
])('reports %s as no token, shortened', (_what, text, reason) => {
  const found = readLeakedTokens(`a ${text} b ${text.toUpperCase()}`);
  expect(found).toMatchObject({ tokens: [], notTokenCount: 1 });
  expect(found.notTokens.map((one) => one.reason)).toEqual([reason]);
  expect(JSON.stringify(found).toLowerCase()).not.toContain(text.slice(9, 20));
});

it('ignores digests, numbers and words', () => {
  const text = `sha256:${'ab12'.repeat(16)} sha1=${'0f'.repeat(20)} x${TOKEN} ${TOKEN}z 20261128 deadbeef`;
  expect(readLeakedTokens(text)).toMatchObject({ tokens: [], notTokenCount: 0 });
});

it.each([SECRET, SECRET.replace('==', '%3D%3D'), SECRET.replace('==', '\\u003d\\u003D'), SECRET.slice(0, -2)])(
  'counts a secret key and returns nothing of it: %#',
  (secret) => {
    const found = readLeakedTokens(`${TOKEN},${secret}\n`);
    expect(found).toMatchObject({ tokens: [TOKEN], secrets: 1 });
    expect(JSON.stringify(found)).not.toContain(SECRET.slice(0, 8));
  },
);

it('fault 176: rejects more tokens than one incident may have', () => {
  const text = Array.from({ length: MAX_LEAKED_TOKENS + 1 }, (_, index) => index.toString(16).padStart(32, '0')).join(
    ' ',
  );
  expect(() => readLeakedTokens(text)).toThrow(RangeError);
});
