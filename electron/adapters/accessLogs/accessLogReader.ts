import { masked } from '../../../shared/masked.ts';
import type { LogFile, LogFileProblem } from '../../../shared/model/lastUse.ts';
import { MAX_NAMED_LOG_FILES } from '../../../shared/model/lastUse.ts';
import { AppError } from '../../../shared/result.ts';
import type { Logger, LogReading, ReadAccessLogs } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from '../processes/childProcess.ts';
import {
  type LogPart,
  type LogRequest,
  type LogResponse,
  logResponseSchema,
  type ReadPart,
} from './accessLogProtocol.ts';
import { mergeUses } from './mergeUses.ts';
import { type PlannedFile, planReading } from './planReading.ts';

/** Number of processes that read at the same time. More bring nothing where the disk or the memory is the limit. */
const PROCESSES = 2;

type Finished = Extract<LogResponse, { type: 'finished' }>;

/** A part, and the file that it belongs to. */
interface Job {
  readonly file: PlannedFile;
  readonly part: LogPart;
}

/** Dependencies of {@link createAccessLogReader}. */
export interface AccessLogReaderOptions {
  /** Starts the compiled `accessLogProcess.ts`. */
  readonly startProcess: StartChildProcess;
  readonly logger: Logger;
}

/** Reads logs in processes of their own, in parts. Neither lines nor names are logged. */
export function createAccessLogReader({ startProcess, logger }: AccessLogReaderOptions): ReadAccessLogs {
  return async (sources, onProgress, signal) => {
    const files = await planReading(sources);
    const jobs = files.flatMap((file) => file.parts.map((part): Job => ({ file, part }))).toReversed();
    const results = new Map<PlannedFile, ReadPart[]>();
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    let bytes = 0;
    const progress = (count: number): void => {
      bytes += count;
      onProgress(bytes, totalBytes);
    };
    const children: ChildProcess[] = [];
    const stopped = Promise.withResolvers<null>();
    const stop = (): void => stopped.resolve(null);
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) {
        return null;
      }
      const readers = Array.from({ length: Math.min(PROCESSES, Math.max(1, jobs.length)) }, () => {
        const child = startProcess();
        children.push(child);
        return readWith(
          child,
          jobs,
          ({ file, part }, read) => {
            results.set(file, [...(results.get(file) ?? []), read]);
            progress(part.kind === 'text' ? part.end - part.start : 0);
          },
          progress,
        );
      });
      const finished = await Promise.race([Promise.all(readers), stopped.promise]);
      return finished && readingOf(files, results, finished);
    } catch (error) {
      logger.error('Access logs could not be read', { error });
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      for (const child of children) {
        child.kill();
      }
    }
  };
}

/** Gives a process one part after the other until there are none. */
function readWith(
  child: ChildProcess,
  jobs: Job[],
  onRead: (job: Job, read: ReadPart) => void,
  onBytes: (count: number) => void,
): Promise<Finished> {
  const { promise, resolve, reject } = Promise.withResolvers<Finished>();
  const post = (request: LogRequest): void => child.post(request);
  let current = jobs.pop();
  const next = (): void => post(current === undefined ? { type: 'finish' } : { type: 'read', part: current.part });
  child.onMessage((message) => {
    const response = logResponseSchema.parse(message);
    if (response.type === 'finished') {
      resolve(response);
    } else if (response.type === 'progress') {
      onBytes(response.bytes);
    } else if (current !== undefined) {
      onRead(current, response.part);
      current = jobs.pop();
      next();
    }
  });
  child.onExit((code) => {
    reject(new AppError('FILE_NOT_READ', `The process that reads access logs ended with code ${code ?? 'none'}.`));
  });
  next();
  return promise;
}

function readingOf(
  planned: readonly PlannedFile[],
  results: ReadonlyMap<PlannedFile, readonly ReadPart[]>,
  finished: readonly Finished[],
): LogReading {
  const files = planned.flatMap((file) => filesOf(file, results.get(file) ?? []));
  const { accounts, callsOfOthers } = mergeUses(finished.map((part) => part.accounts));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const from = finished.flatMap((part) => part.from ?? []).toSorted()[0];
  const to = finished
    .flatMap((part) => part.to ?? [])
    .toSorted()
    .at(-1);
  return {
    accounts,
    period: from === undefined || to === undefined ? null : { from, to },
    lines: {
      calls: sum(files.map(({ calls }) => calls)),
      others: sum(files.map(({ others }) => others)),
      notRead: sum(files.map(({ notRead }) => notRead)),
    },
    callsWithoutAccount: sum(finished.map((part) => part.callsWithoutAccount)),
    callsOfOtherAccounts: callsOfOthers + sum(finished.map((part) => part.callsOfOtherAccounts)),
    files: [
      ...files.filter(({ problem }) => problem !== null),
      ...files.filter(({ problem }) => problem === null),
    ].slice(0, MAX_NAMED_LOG_FILES),
    fileCount: files.length,
  };
}

function filesOf({ name, problem }: PlannedFile, parts: readonly ReadPart[]): LogFile[] {
  const members = parts.flatMap((part) => part.members);
  const found: LogFileProblem | null = problem ?? parts.find((part) => part.problem !== null)?.problem ?? null;
  const shown = masked(name);
  if (members.length > 0) {
    const cut = members.map((member) => ({ ...member, name: `${shown}/${member.name}` }));
    return found === null ? cut : [{ name: shown, calls: 0, others: 0, notRead: 0, problem: found }, ...cut];
  }
  const lines = { calls: 0, others: 0, notRead: 0 };
  for (const part of parts) {
    lines.calls += part.lines.calls;
    lines.others += part.lines.others;
    lines.notRead += part.lines.notRead;
  }
  const isLog = lines.calls + lines.others > 0 || lines.notRead === 0;
  return [{ name: shown, ...lines, problem: found ?? (isLog ? null : 'notALog') }];
}
