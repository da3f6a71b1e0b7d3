import type { UserFiles } from '../../ports.ts';

/**
 * Adds the extension that a typed name lacks, as some dialogs do not. The dialog did not know of the complete name and
 * has not asked whether such a file may be replaced, so an unused name is chosen: `keys (2).xlsx`.
 * @param extension without the dot.
 */
export async function completeName(
  file: string,
  extension: string,
  userFiles: Pick<UserFiles, 'exists'>,
): Promise<string> {
  let completed = `${file}.${extension}`;
  for (let number = 2; await userFiles.exists(completed); number += 1) {
    completed = `${file} (${number}).${extension}`;
  }
  return completed;
}
