import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UNANSWERED_MS } from './privateSession.ts';

/** What happens to a password prompt of the keyring: it is dismissed at once, or stays open. */
export type Prompt = 'dismissed' | 'unanswered';

/**
 * Replaces the program that shows the prompts of gnome-keyring, because the real one needs a display.
 * @param folder absolute path of the folder of the private session.
 * @param services absolute path of its folder with service files.
 */
export async function replacePrompter(folder: string, services: string, prompt: Prompt): Promise<void> {
  const prompter = join(folder, 'prompter');
  await writeFile(promptsFile(folder), '');
  const end = prompt === 'dismissed' ? 'exit 1' : `exec sleep ${UNANSWERED_MS / 1000}`;
  await writeFile(prompter, `#!/bin/sh\necho $$ >> '${promptsFile(folder)}'\n${end}\n`);
  await chmod(prompter, 0o700);
  await writeFile(
    join(services, 'org.gnome.keyring.SystemPrompter.service'),
    `[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=${prompter}\n`,
  );
}

/** Process ids of the prompts so far, including those that have ended. */
export async function promptIds(folder: string): Promise<number[]> {
  return (await readFile(promptsFile(folder), 'utf8')).split('\n').filter(Boolean).map(Number);
}

function promptsFile(folder: string): string {
  return join(folder, 'prompts');
}
