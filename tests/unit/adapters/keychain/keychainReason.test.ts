import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { keychainReason, withEnglishTexts } from '../../../../electron/adapters/keychain/keychainReason.ts';

it.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'noBus'],
  ['Could not connect: No such file or directory', 'noBus'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'noService'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'noCollection'],
  ["No such object path '/org/freedesktop/secrets/aliases/default'", 'noCollection'],
  ['The library libqca-ossl could not be found', 'noCipher'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Timeout was reached', 'noResponse'],
  ['something else', 'failed'],
])('names the reason of "%s"', (text, reason) => {
  expect(keychainReason(text)).toBe(reason);
});

it.runIf(process.platform === 'linux').each([
  { LANGUAGE: 'ru', LC_ALL: 'C.UTF-8' },
  { LANGUAGE: 'ru:en', LANG: 'C.UTF-8', LC_MESSAGES: 'C.UTF-8' },
])('programs write English in the environment of the worker, whatever the user reads: %j', (chosen) => {
  const env = withEnglishTexts({ ...process.env, ...chosen });
  // The texts of coreutils come from where those of GLib do.
  expect(spawnSync('cat', ['/nonexistent'], { env, encoding: 'utf8' }).stderr).toContain('No such file');
  expect(env.PATH).toBe(process.env.PATH);
});
