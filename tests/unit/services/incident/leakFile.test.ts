import { expect, it } from 'vitest';
import { readLeakFile } from '../../../../electron/services/incident/leakFile.ts';
import { MAX_LEAKED_TOKENS } from '../../../../shared/model/leakedTokens.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';

const TOKEN = '40572d9a1be84c03a6f1d2e5c7b8fb2e';

/** Reads a file of these bytes. */
const read = (bytes: Uint8Array) =>
  readLeakFile(
    { fileDialogs: new MemoryFileDialogs(), userFiles: { readBytes: async () => bytes, nameOf: () => 'leak.txt' } },
    'Text',
  );
const utf16 = (text: string): Uint8Array => {
  const units = [0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))];
  return new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
};

it.each([
  ['UTF-8', new TextEncoder().encode(`токен ${TOKEN} истёк`)],
  ['UTF-16 as PowerShell writes it', utf16(`токен ${TOKEN}\r\n`)],
  // «токен» in Windows-1251.
  ['Windows-1251', new Uint8Array([0xf2, 0xee, 0xea, 0xe5, 0xed, ...new TextEncoder().encode(TOKEN), 0xe8])],
  ['bytes that are no text', new Uint8Array([0, 255, 254, 10, ...new TextEncoder().encode(TOKEN), 0])],
])('finds tokens in a file in %s', async (_encoding, bytes) => {
  expect(await read(bytes)).toMatchObject({ fileName: 'leak.txt', found: { tokens: [TOKEN] } });
});

it('fault 176: returns nothing of a file with too many tokens', async () => {
  const tokens = Array.from({ length: MAX_LEAKED_TOKENS + 1 }, (_, index) => index.toString(16).padStart(32, '0'));
  expect(await read(new TextEncoder().encode(tokens.join('\n')))).toEqual({ fileName: 'leak.txt', found: null });
});
