/**
 * `npm run bench:logs`: reads a log of 5 GB, side by side with `grep -c` of an account, and measures the memory of the processes
 * that read. The log is written to the folder for temporary files and removed at the end.
 */
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessLogReader } from '../../../electron/adapters/accessLogs/accessLogReader.ts';
import type { ChildProcess } from '../../../electron/adapters/processes/childProcess.ts';
import { describeMachine, isQuick, measuredFolder, progress } from '../benchRun.ts';
import { compareTimes, measureRounds, milliseconds, type Row, toMarkdown } from '../table.ts';
import { COUNTED_ACCOUNT, writeLog } from './writeLog.ts';

const BYTES = isQuick ? 500_000_000 : 5_000_000_000;
const ROUNDS = isQuick ? 3 : 5;
const MEMORY_LIMIT_MIB = 200;
const PATTERN = ` ${COUNTED_ACCOUNT} `;

/** What Electron gives a utility process; without the loader of TypeScript that the Chromium host would add to its memory. */
const PARENT_PORT = `process.parentPort = {
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};`;

/** Highest resident size of each process in KiB, by its id; the system keeps it. */
const peaks = new Map<number, number>();
let running: number[] = [];

function startProcess(): ChildProcess {
  const child = fork(join(measuredFolder, 'out/main/accessLogProcess.js'), {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(PARENT_PORT)}`],
    serialization: 'advanced',
  });
  running.push(child.pid ?? 0);
  return {
    post: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

function lookAtMemory(): void {
  for (const id of running) {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    peaks.set(id, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0));
  }
}

const silent = (): void => {};
const read = createAccessLogReader({
  startProcess,
  logger: { info: silent, warn: silent, error: silent, redact: silent },
});
const folder = mkdtempSync(join(tmpdir(), 'keydesk-bench-logs-'));
const log = join(folder, 'audit_2026-11-28.log');
let highest = 0;

async function timeOf(run: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const grep = (locale: NodeJS.ProcessEnv): Promise<number> =>
  timeOf(() => execFileSync('grep', ['-c', PATTERN, log], { env: { ...process.env, ...locale } }));

async function readLog(): Promise<number> {
  running = [];
  peaks.clear();
  const time = await timeOf(() => read([log], lookAtMemory, new AbortController().signal));
  highest = Math.max(highest, [...peaks.values()].reduce((sum, size) => sum + size, 0) / 1024);
  return time;
}

try {
  progress(`Writing a log of ${BYTES / 1e9} GB`);
  writeLog(log, BYTES);
  progress('Reading it');
  const [plain = [], plainC = [], reader = []] = await measureRounds(ROUNDS, [
    () => grep({}),
    () => grep({ LC_ALL: 'C' }),
    readLog,
  ]);
  const goal = { atMost: 1.5 };
  const memory: Row = {
    figure: 'Memory of the processes that read',
    baseline: `${MEMORY_LIMIT_MIB} MiB`,
    measured: `${Math.round(highest)} MiB`,
    ratio: highest / MEMORY_LIMIT_MIB,
    scatter: null,
    goal: { atMost: 1 },
  };
  const rows = [
    compareTimes(`Log of ${BYTES / 1e9} GB, and \`grep -c '${PATTERN}'\``, plain, reader, goal),
    compareTimes('The same with `LC_ALL=C`', plainC, reader, null),
    memory,
  ];
  const ranges = [plain, plainC, reader].map((times) =>
    [Math.min(...times), Math.max(...times)].map(milliseconds).join(' to '),
  );
  process.stdout.write(
    `${toMarkdown(rows)}\n\nRanges, grep first: ${ranges.join('; ')}. ${ROUNDS} rounds.\n${describeMachine('processes of Node')}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
