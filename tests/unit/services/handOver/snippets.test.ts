import { expect, it } from 'vitest';
import { Snippets } from '../../../../electron/services/handOver/snippets/snippets.ts';
import type { ConnectionSummary } from '../../../../shared/model/connection.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import { AppError } from '../../../../shared/result.ts';

const KEY = { id: 'authkey.7', token: '0123456789abcdef0123456789abcdef' };
const SECRET = 'c2VjcmV0LW9mLWtleS03LXRoYXQtaXMtbm90LXNob3du';
const CURL = { kind: 'curl', language: 'en' } as const;

function createSnippets({ file = '/home/anna/file' }: { readonly file?: string | null } = {}) {
  const copied: string[] = [];
  const secretCopies: string[] = [];
  const asked: unknown[] = [];
  const written: string[][] = [];
  const connection = { id: 'one', address: 'https://platform.example', servicePath: DEFAULT_SERVICE_PATH };
  const snippets = new Snippets({
    connections: () => [connection as ConnectionSummary],
    keys: {
      tokenOf: (_connectionId, { token }) => {
        if (token !== KEY.token) {
          throw new AppError('KEY_REPLACED', 'Another key.');
        }
        return token;
      },
      readSecret: async () => SECRET,
    },
    keyClipboard: {
      copyText: async (compose) => void copied.push(compose()),
      copyWithSecret: async (_connectionId, _key, compose) => {
        secretCopies.push(compose(SECRET));
        return '2026-11-27T20:00:30.000Z';
      },
    },
    fileDialogs: {
      chooseSaveFile: async (options) => {
        asked.push(options);
        return file;
      },
    },
    userFiles: {
      write: async (name, content) => void written.push([name, String(content)]),
      nameOf: (name) => name.split('/').at(-1) ?? '',
      folderNameOf: () => 'anna',
    },
  });
  return { snippets, copied, secretCopies, asked, written };
}

it('shows and copies a placeholder, and the secret on the way to the clipboard only', async () => {
  const { snippets, copied, secretCopies } = createSnippets();
  const [shown] = snippets.render('one', KEY, CURL);
  await snippets.copy('one', KEY, { ...CURL, part: 0 });
  expect(copied).toEqual([shown?.text]);
  expect(copied.join()).not.toContain(SECRET);
  expect(await snippets.copyWithSecret('one', KEY, { ...CURL, part: 0 })).toBe('2026-11-27T20:00:30.000Z');
  expect(secretCopies).toEqual([shown?.text.replace('YOUR_SECRET_KEY', SECRET)]);
  expect(await snippets.renderWithSecret('one', KEY, CURL)).toEqual([{ ...shown, text: secretCopies[0] }]);
});

it('copies each file of a snippet by itself', async () => {
  const { snippets, secretCopies } = createSnippets();
  for (const part of [0, 1]) {
    await snippets.copyWithSecret('one', KEY, { kind: 'credentialFiles', language: 'en', part });
  }
  expect(secretCopies).toEqual([KEY.token, SECRET]);
});

it('saves a file with the placeholder under the name that the program expects', async () => {
  const { snippets, asked, written } = createSnippets();
  const request = { kind: 'bruno', language: 'en', part: 3 } as const;
  expect(await snippets.save('one', KEY, request, 'Text')).toEqual({ fileName: 'file', folderName: 'anna' });
  expect(asked).toEqual([{ suggestedName: '.env', filter: { name: 'Text', extensions: ['*'] } }]);
  expect(written).toEqual([['/home/anna/file', expect.stringContaining('API_SECRET=YOUR_SECRET_KEY\n')]]);
});

it('saves PowerShell with a byte order mark, without which version 5.1 does not read it as UTF-8', async () => {
  const { snippets, asked, written } = createSnippets();
  await snippets.save('one', KEY, { kind: 'powerShell', language: 'ru', part: 0 }, 'Text');
  expect(asked).toEqual([{ suggestedName: 'Invoke-ApiCall.ps1', filter: { name: 'Text', extensions: ['ps1'] } }]);
  expect(written[0]?.[1]?.startsWith('\uFEFF#Requires -Version 5.1\n')).toBe(true);
});

it('writes nothing if no file was chosen', async () => {
  const { snippets, written } = createSnippets({ file: null });
  expect(await snippets.save('one', KEY, { ...CURL, part: 0 }, 'Text')).toBeNull();
  expect(written).toEqual([]);
});

it('fault 149: makes no snippet for another key, another connection, or of a file that there is not', async () => {
  const { snippets, copied, secretCopies } = createSnippets();
  const part = { ...CURL, part: 0 };
  const replaced = { ...KEY, token: 'f'.repeat(32) };
  await expect(snippets.copy('one', replaced, part)).rejects.toMatchObject({ code: 'KEY_REPLACED' });
  await expect(snippets.copyWithSecret('two', KEY, part)).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  await expect(snippets.copy('one', KEY, { ...part, part: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect([...copied, ...secretCopies]).toEqual([]);
});
