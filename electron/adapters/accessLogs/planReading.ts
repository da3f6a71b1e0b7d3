import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LogFileProblem } from '../../../shared/model/lastUse.ts';
import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { fileKind } from '../scan/fileKind.ts';
import { isAccessLog } from './accessLogName.ts';
import type { LogPart } from './accessLogProtocol.ts';

/** Number of bytes of a part of a text file. */
const PART_BYTES = 32 * 1024 * 1024;

/** A file that is to be read. */
export interface PlannedFile {
  /** Name without folders. */
  readonly name: string;
  readonly size: number;
  readonly parts: readonly LogPart[];
  readonly problem: LogFileProblem | null;
}

/**
 * Returns the files to read, and the parts in which they are read. Of a folder, only what is named as an access log or an
 * archive.
 * @throws AppError `FILE_NOT_READ` if a folder cannot be read, or contains no access log.
 */
export async function planReading(sources: readonly string[]): Promise<readonly PlannedFile[]> {
  const [first = ''] = sources;
  const isFolder = sources.length === 1 && (await stat(first).catch(() => null))?.isDirectory() === true;
  const paths = isFolder ? await logsIn(first) : sources;
  if (paths.length === 0) {
    throw new AppError('FILE_NOT_READ', 'The folder contains no access log.', { detail: basename(first) });
  }
  const files: PlannedFile[] = [];
  for (const path of paths) {
    files.push(await planFile(path));
  }
  return files;
}

async function logsIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => isAccessLog(name.replace(/\.gz$/i, '')) || /\.zip$/i.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new AppError('FILE_NOT_READ', 'The folder cannot be read.', { detail: systemCodeOf(error) ?? '' });
  }
}

async function planFile(path: string): Promise<PlannedFile> {
  const name = basename(path);
  try {
    const { size, isFile } = await sizeOf(path);
    if (!isFile) {
      return { name, size: 0, parts: [], problem: 'notALog' };
    }
    const kind = await kindOf(path);
    const parts: LogPart[] = [];
    const step = kind === 'text' ? PART_BYTES : Math.max(1, size);
    for (let start = 0; start < size; start += step) {
      parts.push({ path, kind, start, end: Math.min(start + step, size) });
    }
    return { name, size, parts, problem: null };
  } catch (error) {
    const problem = systemCodeOf(error) === 'ENOENT' ? 'vanished' : 'unreadable';
    return { name, size: 0, parts: [], problem };
  }
}

async function sizeOf(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const found = await stat(path);
  return { size: found.size, isFile: found.isFile() };
}

async function kindOf(path: string): Promise<LogPart['kind']> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(1_024);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const head = start.subarray(0, bytesRead);
    if (head.toString('latin1', 0, 2) === '\x1f\x8b') {
      return 'gzip';
    }
    if (head.toString('latin1', 0, 2) === 'PK') {
      return 'zip';
    }
    const found = fileKind(head);
    return found.kind === 'text' && found.encoding !== 'utf-8' ? found.encoding : 'text';
  } finally {
    await file.close();
  }
}
