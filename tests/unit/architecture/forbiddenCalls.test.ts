import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Calls of keytar that search the whole keychain: on a locked keyring they end their process (atom/node-keytar#477). */
const SEARCHES = /findCredentials|findPassword/;

/** Source text without comments, which may explain why a call is not made. */
function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

it('sees a call and not a comment', () => {
  expect(SEARCHES.test(withoutComments('/** findCredentials crashes */\n// findPassword, too\nget();'))).toBe(false);
  expect(SEARCHES.test(withoutComments("keytar['findPassword']('KeyDesk');"))).toBe(true);
});

it('never searches the keychain', () => {
  const files = ['electron', 'renderer', 'scripts', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .map((file) => join(root, folder, file)),
  );
  expect(files).toContain(join(root, 'electron/adapters/keychainWorker.ts'));
  expect(files.filter((file) => SEARCHES.test(withoutComments(readFileSync(file, 'utf8'))))).toEqual([]);
});
