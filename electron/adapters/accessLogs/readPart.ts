import { closeSync, constants, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { LogFile, LogFileProblem } from '../../../shared/model/lastUse.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { assertRegularFile } from '../files/regularFile.ts';
import type { LogPart, ReadPart } from './accessLogProtocol.ts';
import type { LineScanner } from './lineScanner.ts';
import { readArchive } from './readArchive.ts';

const LINE_FEED = 10;

/**
 * Reads a part of a file with a scanner. Nothing is extracted or written. Never rejects.
 * @param onBytes called with the number of bytes of a file in another form than `text` as they are read.
 */
export async function readPart(
  scanner: LineScanner,
  part: LogPart,
  onBytes: (count: number) => void,
): Promise<ReadPart> {
  const before = scanner.counts;
  const members: LogFile[] = [];
  let problem: LogFileProblem | null = null;
  try {
    if (part.kind === 'text') {
      problem = readText(scanner, part);
    } else {
      await readStream(scanner, part, members, onBytes);
    }
  } catch (error) {
    problem = problemOf(error);
  }
  scanner.end();
  return { lines: scanner.countsSince(before), problem, members };
}

function problemOf(error: unknown): LogFileProblem {
  const code = systemCodeOf(error) ?? '';
  return code === 'ENOENT' ? 'vanished' : code.startsWith('Z_') || code === '' ? 'damaged' : 'unreadable';
}

/** Windows has no such flag; elsewhere a pipe would wait for its writer. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The line that begins before `start` belongs to the part before; the one that begins before `end` is read to its end. */
function readText(scanner: LineScanner, { path, start, end }: LogPart): LogFileProblem | null {
  const file = openSync(path, FLAGS);
  try {
    assertRegularFile(fstatSync(file));
    let at = start === 0 ? 0 : start - 1;
    if (start > 0) {
      scanner.passLine();
    } else {
      at = markLength(file);
    }
    let lastByte = -1;
    while (at < end || lastByte !== LINE_FEED) {
      const { free } = scanner;
      const count = readSync(
        file,
        free,
        0,
        at < end ? Math.min(free.length, end - at) : Math.min(free.length, 4_096),
        at,
      );
      if (count === 0) {
        return at < end ? 'shrunk' : null;
      }
      const lineEnd = at < end ? -1 : free.subarray(0, count).indexOf(LINE_FEED);
      const used = lineEnd === -1 ? count : lineEnd + 1;
      lastByte = free[used - 1] as number;
      at += used;
      scanner.filled(used);
    }
    return null;
  } finally {
    closeSync(file);
  }
}

/** Length of the byte order mark of UTF-8. */
function markLength(file: number): number {
  const mark = Buffer.alloc(3);
  readSync(file, mark, 0, mark.length, 0);
  return mark.equals(Buffer.from('\ufeff')) ? mark.length : 0;
}

async function readStream(
  scanner: LineScanner,
  { path, kind }: LogPart,
  members: LogFile[],
  onBytes: (count: number) => void,
): Promise<void> {
  const file = createReadStream(path, { flags: 'r', highWaterMark: 256 * 1024 });
  file.on('data', (bytes) => onBytes(bytes.length));
  if (kind === 'zip') {
    await readArchive(scanner, file, members);
    return;
  }
  if (kind === 'gzip') {
    const text = createGunzip();
    file.on('error', (error) => text.destroy(error));
    for await (const bytes of file.pipe(text)) {
      scanner.push(bytes as Buffer);
    }
    return;
  }
  const decoder = new TextDecoder(kind);
  for await (const bytes of file) {
    scanner.push(Buffer.from(decoder.decode(bytes as Buffer, { stream: true }), 'utf8'));
  }
}
