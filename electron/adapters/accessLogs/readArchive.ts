import { FlateErrorCode, Unzip, UnzipInflate } from 'fflate';
import { masked } from '../../../shared/masked.ts';
import type { LogFile, LogFileProblem } from '../../../shared/model/lastUse.ts';
import { isAccessLog } from './accessLogName.ts';
import type { LineScanner } from './lineScanner.ts';

/** Maximum number of logs of one archive that are named. */
const MAX_MEMBERS = 1_000;

/**
 * Reads the access logs in a ZIP archive; other members are passed over. Nothing is extracted, so that the names of members
 * mean nothing but what is shown.
 * @throws Error if the archive is damaged, or contains no access log.
 */
export async function readArchive(
  scanner: LineScanner,
  archive: AsyncIterable<Buffer | string>,
  members: LogFile[],
): Promise<void> {
  let isEncrypted = false;
  const unzip = new Unzip((member) => {
    const name = member.name.split(/[/\\]/).at(-1) ?? '';
    if (!isAccessLog(name)) {
      return;
    }
    const before = scanner.counts;
    let problem: LogFileProblem | null = null;
    let isFinished = false;
    const finish = (): void => {
      scanner.end();
      if (isFinished) {
        return;
      }
      isFinished = true;
      if (members.length < MAX_MEMBERS) {
        members.push({ name: masked(name), ...scanner.countsSince(before), problem });
      }
    };
    member.ondata = (error, bytes, isLast) => {
      if (error !== null) {
        problem = isEncrypted || error.code === FlateErrorCode.UnknownCompressionMethod ? 'unsupported' : 'damaged';
      } else {
        scanner.push(bytes);
      }
      if (isLast || error !== null) {
        finish();
      }
    };
    try {
      member.start();
    } catch {
      problem = 'unsupported';
      finish();
    }
  });
  unzip.register(UnzipInflate);
  let isFirst = true;
  for await (const bytes of archive) {
    // A flag of the first member, which the library does not know: encrypted data only looks damaged.
    isEncrypted ||= isFirst && ((bytes as Buffer)[6] ?? 0) % 2 === 1;
    isFirst = false;
    unzip.push(bytes as Buffer);
  }
  unzip.push(new Uint8Array(0), true);
  if (members.length === 0) {
    throw new Error('The archive contains no access log');
  }
}
