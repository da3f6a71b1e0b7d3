import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyFinder } from '../../../../electron/adapters/scan/keyFinder.ts';
import { WordReader } from '../../../../electron/adapters/scan/wordReader.ts';
import { secretDigest } from '../../../../electron/services/usage/secretDigests.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';

const TOKEN = '40572d43aa8c4b0f9d1e7a65c3b2fb2e';
/** Made of `+`, `/` and letters, so that every spelling differs from the plain one. */
const SECRET = `${'ab+/'.repeat(21)}AQ==`;
const DIGEST = secretDigest(SECRET) ?? { digest: '', length: 0 };

interface Found {
  readonly key: string;
  readonly at: string;
}

/** Finds keys in a text that arrives in parts; `key` is the part and the index, `at` line and column. */
function findIn(parts: readonly string[], tokens: readonly string[] = [TOKEN], secrets = [DIGEST]): Found[] {
  const finder = new KeyFinder(tokens, secrets);
  const found: Found[] = [];
  const reader = new WordReader(finder.minLength, (word, line, columnOf) => {
    const inWord = finder.find(word);
    found.push(
      ...inWord.map(({ part, index, offset }) => ({ key: `${part} ${index}`, at: `${line}:${columnOf(offset)}` })),
    );
    return inWord.length > 0;
  });
  for (const part of parts) {
    reader.push(part);
  }
  reader.end();
  return found;
}

it.each([
  ['alone', TOKEN, '1:1'],
  ['in the header of a request', `Authorization: HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=x`, '1:39'],
  ['in a later line with CR LF', `a\r\n\r\n  token: "${TOKEN}"\r\n`, '3:11'],
  ['after letters beyond ASCII', `токен=${TOKEN};`, '1:7'],
  ['in upper case', TOKEN.toUpperCase(), '1:1'],
  ['as a UUID', `{${TOKEN.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}}`, '1:2'],
  ['in a path', `/keys/${TOKEN}/edit`, '1:7'],
  ['behind an underscore', `TOKEN_${TOKEN}`, '1:7'],
  ['behind an escaped =', `token%3D${TOKEN}`, '1:9'],
  ['behind an escaped = of JavaScript', `token\\u003d${TOKEN}`, '1:12'],
  ['behind an escaped line feed', `"a\\n${TOKEN}"`, '1:5'],
  ['behind a percent sign', `like '%${TOKEN}%'`, '1:8'],
  ['in a letter of Base64', `token: ${btoa(TOKEN)}`, '1:8'],
])('finds a token %s', (_where, text, at) => {
  expect(findIn([text])).toEqual([{ key: 'token 0', at }]);
});

it.each([
  ['one digit more', `0${TOKEN}`],
  ['one digit more at the end', `${TOKEN}0`],
  ['one digit less', TOKEN.slice(1)],
  ['a line feed within', `${TOKEN.slice(0, 16)}\n${TOKEN.slice(16)}`],
  ['another token', TOKEN.replace('4', '5')],
])('does not take for a token what has %s', (_what, text) => {
  expect(findIn([text])).toEqual([]);
});

it.each([
  ['as the platform shows it', `secret=${SECRET}`, '1:8'],
  ['without padding', `secret=${SECRET.replace('==', '')}`, '1:8'],
  ['in the alphabet for addresses', SECRET.replaceAll('+', '-').replaceAll('/', '_'), '1:1'],
  ['encoded for an address', `?s=${encodeURIComponent(SECRET)}&x=1`, '1:4'],
  ['encoded in lower case', `?s=${encodeURIComponent(SECRET).toLowerCase().replaceAll('aq', 'AQ')}`, '1:4'],
  ['in JSON that escapes slashes', JSON.stringify({ s: SECRET }).replaceAll('/', '\\/'), '1:7'],
  ['in JavaScript that escapes signs', `'${SECRET.replaceAll('+', '\\x2b').replaceAll('/', '\\u002f')}'`, '1:2'],
  ['in HTML', `<td>${SECRET.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;')}</td>`, '1:5'],
  ['behind a path', `vault/${SECRET}`, '1:7'],
  ['behind an escaped =', `secret%3D${SECRET}`, '1:10'],
  ['behind an escaped quote and line feed', `\\"\\n${SECRET}\\"`, '1:5'],
  ['as a secret of Kubernetes', `  secret: ${btoa(`${SECRET}\n`)}`, '1:11'],
])('finds a secret %s', (_where, text, at) => {
  expect(findIn([text])).toEqual([{ key: 'secret 0', at }]);
});

it('finds nothing for another secret of the same length', () => {
  expect(findIn([SECRET.replace('AQ==', 'AA==')])).toEqual([]);
});

it('finds an adopted token of other characters as a word, in its own letter case only', () => {
  const token = 'svc_Export-2026/A+';
  expect(findIn([`x ${token} ${token.toUpperCase()} a/${token}`], [token], [])).toEqual([
    { key: 'token 0', at: '1:3' },
    { key: 'token 0', at: '1:43' },
  ]);
});

it('finds the same wherever the parts of a text end', () => {
  const text = `a=${TOKEN}\nб ${encodeURIComponent(SECRET)} c\n${btoa(SECRET)}`;
  const whole = findIn([text]);
  expect(whole.map(({ key }) => key)).toEqual(['token 0', 'secret 0', 'secret 0']);
  for (let cut = 0; cut <= text.length; cut += 1) {
    expect(findIn([text.slice(0, cut), text.slice(cut)])).toEqual(whole);
  }
  expect(findIn([...text])).toEqual(whole);
});

it('finds every key in random text around it, and nothing else', () => {
  const seed = 20_261_127;
  const { below, pick } = seededRandom(seed);
  const textOf = (length: number, characters: string) => Array.from({ length }, () => pick([...characters])).join('');
  const tokens = Array.from({ length: 50 }, () => textOf(32, '0123456789abcdef'));
  for (let round = 0; round < 200; round += 1) {
    const [before, after] = [1, 2].map(() => textOf(40, ' ."=:\n%&\\ж'));
    const place = below(tokens.length);
    const text = `${before} ${tokens[place]} ${after}`;
    expect(
      findIn([text], tokens).map(({ key }) => key),
      `seed ${seed}`,
    ).toEqual([`token ${place}`]);
  }
});

it('keeps no more of a text without spaces than it needs', () => {
  const blob = randomBytes(300_000).toString('hex');
  const parts = Array.from({ length: 10 }, () => blob);
  expect(findIn([...parts, ` ${TOKEN}`])).toEqual([{ key: 'token 0', at: `1:${blob.length * 10 + 2}` }]);
});

it('hashes what a secret key is made of: its Base64 without padding', () => {
  const bytes = createHash('sha256').update(SECRET.replace('==', '')).digest('hex');
  expect(DIGEST).toEqual({ digest: bytes, length: 86 });
  expect(secretDigest('not Base64!')).toBeNull();
});
