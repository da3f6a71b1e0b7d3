import { type LeakedTokens, MAX_LEAK_LENGTH, readLeakedTokens } from '../../../shared/model/leakedTokens.ts';
import type { FileDialogs, UserFiles } from '../../ports.ts';

/** A file in which tokens were looked for. */
export interface LeakFile {
  readonly fileName: string;
  readonly found: LeakedTokens | null;
}

/** Dependencies of {@link readLeakFile}. */
export interface LeakFileOptions {
  readonly fileDialogs: Pick<FileDialogs, 'chooseOpenFile'>;
  readonly userFiles: Pick<UserFiles, 'readBytes' | 'nameOf'>;
}

/** The usual ones first; a log may have any other. */
const EXTENSIONS = ['txt', 'log', 'csv', 'json', '*'];

/**
 * Finds tokens in a text file of any encoding that the user chooses.
 * @param fileKind name of the file type in the language of the window.
 * @returns `null` if cancelled; `found` is `null` if there are more than `MAX_LEAKED_TOKENS`.
 * @throws AppError `FILE_NOT_READ`, also for a file above `MAX_LEAK_LENGTH` bytes.
 */
export async function readLeakFile(
  { fileDialogs, userFiles }: LeakFileOptions,
  fileKind: string,
): Promise<LeakFile | null> {
  const file = await fileDialogs.chooseOpenFile({ filter: { name: fileKind, extensions: EXTENSIONS } });
  if (file === null) {
    return null;
  }
  const text = lenientText(await userFiles.readBytes(file, MAX_LEAK_LENGTH));
  const fileName = userFiles.nameOf(file);
  try {
    return { fileName, found: readLeakedTokens(text) };
  } catch {
    return { fileName, found: null };
  }
}

/** Decodes any file: tokens are the same bytes in all 8-bit encodings, and UTF-16 has a byte order mark. */
function lenientText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'windows-1252').decode(bytes);
}
