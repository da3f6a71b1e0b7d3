import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../../electron/cli/commandNames.ts';
import { SHELLS } from '../../../electron/cli/completion.ts';
import { readCommandLine } from '../../../electron/cli/readCommandLine.ts';

function scriptFor(shell: string, language = 'en'): string {
  const line = readCommandLine(['completion', shell, '--lang', language], [], '');
  return line.kind === 'answer' ? line.text : '';
}

/** What bash offers for a command line that ends with the last of these words. */
function completed(...words: string[]): string[] {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const script = `${scriptFor('bash')}\nCOMP_WORDS=(${quoted})\nCOMP_CWORD=${words.length - 1}\n_keydesk\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout.split('\n').filter((line) => line !== '');
}

it.runIf(process.platform !== 'win32')('bash completes commands, their options and the values of options', () => {
  expect(completed('keydesk', '')).toEqual([...COMMAND_NAMES]);
  expect(completed('keydesk', 'ex')).toEqual(['extend', 'export']);
  expect(completed('keydesk', 'extend', '--b')).toEqual(['--by']);
  expect(completed('keydesk', 'list', '--lang', '')).toEqual(['en', 'ru']);
  expect(completed('keydesk', 'list', '--status', 'exp')).toEqual(['expiring', 'expired']);
  expect(completed('keydesk', 'completion', '')).toEqual(expect.arrayContaining([...SHELLS]));
});

it.each(SHELLS)('the script for %s names every command in both languages', (shell) => {
  for (const language of ['en', 'ru']) {
    const script = scriptFor(shell, language);
    for (const name of COMMAND_NAMES) {
      expect(script).toContain(name);
    }
  }
});
