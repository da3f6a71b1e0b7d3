import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { SCANNER_RULES, saveScannerRules } from '../../../../electron/services/usage/scannerRules.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryUserFiles } from '../../../fakes/memoryUserFiles.ts';

const TOKEN = '40572d43aa8c4b0f9d1e7a65c3b2fb2e';
/** 64 bytes in Base64, as the platform creates them. */
const SECRET = 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4n+3LqYdlQyEP7cuph2VDIQ/ty6mHZUMhD+3LqYdlQyEA==';

/** The part of Gitleaks' format that the rules use; another field would be a mistake in the rules. */
const configurationSchema = z.strictObject({
  title: z.string(),
  extend: z.strictObject({ useDefault: z.boolean() }),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string(),
      regex: z.string(),
      secretGroup: z.int(),
      entropy: z.number().optional(),
      keywords: z.array(z.string().refine((keyword) => keyword === keyword.toLowerCase())).optional(),
      tags: z.array(z.string()),
      allowlists: z.array(z.strictObject({ description: z.string(), regexes: z.array(z.string()) })),
    }),
  ),
});
const { rules } = configurationSchema.parse(parse(SCANNER_RULES));

/** Shannon entropy in bits per character. */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  return [...counts.values()].reduce(
    (sum, { length }) => sum - (length / text.length) * Math.log2(length / text.length),
    0,
  );
}

/** What Gitleaks reports for a line: rule and secret. The expressions mean the same in RE2 and in JavaScript. */
function findingsIn(line: string): string[] {
  return rules.flatMap(({ id, regex, secretGroup, entropy = 0, keywords, allowlists }) => {
    if (keywords !== undefined && !keywords.some((keyword) => line.toLowerCase().includes(keyword))) {
      return [];
    }
    const isCaseless = regex.startsWith('(?i)');
    const expression = new RegExp(isCaseless ? regex.slice(4) : regex, isCaseless ? 'giu' : 'gu');
    return [...line.matchAll(expression)].flatMap((match) => {
      const secret = match[secretGroup] ?? '';
      const isAllowed = allowlists.some(({ regexes }) => regexes.some((one) => new RegExp(one, 'u').test(secret)));
      return isAllowed || entropyOf(secret) < entropy ? [] : [`${id} ${secret}`];
    });
  });
}

it.each([
  [`API_SECRET=${SECRET}`, [`platform-secret-key ${SECRET}`]],
  [`"secret": "${SECRET}",`, [`platform-secret-key ${SECRET}`]],
  [`secret=${SECRET.slice(0, -2)}`, [`platform-secret-key ${SECRET.slice(0, -2)}`]],
  [SECRET, [`platform-secret-key ${SECRET}`]],
  [
    `?secret=${SECRET.replaceAll('/', '_').replaceAll('+', '-').replaceAll('=', '%3D')}`,
    [`platform-secret-key ${SECRET.replaceAll('/', '_').replaceAll('+', '-').replaceAll('=', '%3D')}`],
  ],
  [
    `Authorization: HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=x-ms-date`,
    [`platform-signed-request ${TOKEN}`, `platform-token ${TOKEN}`],
  ],
  [`API_TOKEN=${TOKEN}`, [`platform-token ${TOKEN}`]],
  [`  "token": "${TOKEN}",`, [`platform-token ${TOKEN}`]],
  [`const TOKEN = '${TOKEN}';`, [`platform-token ${TOKEN}`]],
  [`Токен = "${TOKEN}";`, [`platform-token ${TOKEN}`]],
  [`$Token = '${TOKEN}'`, [`platform-token ${TOKEN}`]],
])('the rules report %s', (line, expected) => {
  expect(findingsIn(line)).toEqual(expected);
});

it.each([
  ['the placeholders of snippets', "token='<token>' secret='<secret key>' {{token}} $API_TOKEN API_SECRET="],
  [
    'the worked example of the documentation',
    'token=3f0c9a51d7e84b26a1c5e80f92d4b763 secret=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==',
  ],
  ['a checksum that is no token', `md5 ${TOKEN}`],
  ['a token of zeros', `token=${'0'.repeat(32)}`],
  ['longer Base64', `data:${SECRET.slice(0, 86)}${SECRET}`],
  ['a digest of 64 digits', `token=${TOKEN}${TOKEN}`],
])('the rules do not report %s', (_what, line) => {
  expect(findingsIn(line)).toEqual([]);
});

it('are saved where the user chooses', async () => {
  const [fileDialogs, userFiles] = [new MemoryFileDialogs(), new MemoryUserFiles()];
  fileDialogs.choice = '/home/anna/repo/.gitleaks.toml';
  expect(await saveScannerRules({ fileDialogs, userFiles }, 'Rules')).toEqual({
    fileName: '.gitleaks.toml',
    folderName: 'repo',
  });
  expect(userFiles.files.get('/home/anna/repo/.gitleaks.toml')).toBe(SCANNER_RULES);
  fileDialogs.choice = null;
  expect(await saveScannerRules({ fileDialogs, userFiles }, 'Rules')).toBeNull();
});
