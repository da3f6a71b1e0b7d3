import { expect, it } from 'vitest';
import type { ChildProcess } from '../../../../electron/adapters/processes/childProcess.ts';
import type { TableRequest } from '../../../../electron/adapters/tables/tableProtocol.ts';
import { createTableWriter } from '../../../../electron/adapters/tables/tableWriter.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const LAYOUT = { format: 'csv', separator: ';', timeZone: null } as const;

/** A process that does something with each message, and what it got. */
function scriptedProcess(act: (request: TableRequest, respond: (message: unknown) => void, exit: () => void) => void) {
  const requests: TableRequest[] = [];
  let onMessage: (message: unknown) => void = () => {};
  let onExit: (code: number | null) => void = () => {};
  let kills = 0;
  const child: ChildProcess = {
    post: (message) => {
      requests.push(message as TableRequest);
      queueMicrotask(() => act(message as TableRequest, onMessage, () => onExit(1)));
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill: () => {
      kills += 1;
      onExit(0);
    },
  };
  return { child, requests, kills: () => kills };
}

function tableOf(rowCount: number, rows: Iterable<readonly string[]>) {
  return { sheet: 'Keys', columns: [{ title: 'Name', kind: 'text' }], rowCount, rows } as const;
}

it('sends the rows in parts, lets other work run between them, and ends the process', async () => {
  const { child, requests, kills } = scriptedProcess(({ type }, respond) => {
    if (type === 'end') {
      respond({ bytes: new Uint8Array([1, 2]) });
    }
  });
  const writeTable = createTableWriter({ startProcess: () => child, logger: new MemoryLogger() });
  const immediates: number[] = [];
  function* rows() {
    for (let row = 0; row < 2_500; row += 1) {
      if (row % 1_000 === 0) {
        setImmediate(() => immediates.push(row));
      }
      yield [String(row)];
    }
    // Run before the last rows were asked for.
    expect(immediates).toEqual([0, 1_000]);
  }
  expect(await writeTable(tableOf(2_500, rows()), LAYOUT)).toEqual(new Uint8Array([1, 2]));
  const sent = requests.flatMap((request) => (request.type === 'rows' ? request.rows.map(([text]) => text) : []));
  expect(sent).toEqual(Array.from({ length: 2_500 }, (_, row) => String(row)));
  expect(requests.map(({ type }) => type)).toEqual(['start', 'rows', 'rows', 'rows', 'end']);
  expect(kills()).toBe(1);
});

it('fails when the process ends without a response, as without memory, and logs it', async () => {
  const logger = new MemoryLogger();
  const { child } = scriptedProcess(({ type }, _respond, exit) => {
    if (type === 'rows') {
      exit();
    }
  });
  const writeTable = createTableWriter({ startProcess: () => child, logger });
  await expect(writeTable(tableOf(1, [['Анна']]), LAYOUT)).rejects.toMatchObject({ code: 'FILE_NOT_SAVED' });
  expect(JSON.stringify(logger)).not.toContain('Анна');
});

it('ends the process when the rows cannot be read', async () => {
  const { child, kills } = scriptedProcess(() => {});
  const writeTable = createTableWriter({ startProcess: () => child, logger: new MemoryLogger() });
  // biome-ignore lint/correctness/useYield: it fails before the first row.
  const rows = (function* (): Generator<string[]> {
    throw new Error('unreadable');
  })();
  await expect(writeTable(tableOf(1, rows), LAYOUT)).rejects.toThrow('unreadable');
  expect(kills()).toBe(1);
});
