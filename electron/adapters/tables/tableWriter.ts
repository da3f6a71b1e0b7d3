import { AppError } from '../../../shared/result.ts';
import type { Logger, Table, TableLayout, WriteTable } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from '../processes/childProcess.ts';
import { type TableRequest, tableResponseSchema } from './tableProtocol.ts';

/** Number of rows sent at once: a few milliseconds. */
const PART_ROWS = 1_000;

/** Dependencies of {@link createTableWriter}. */
export interface TableWriterOptions {
  /** Starts the compiled `tableProcess.ts`. */
  readonly startProcess: StartChildProcess;
  readonly logger: Logger;
}

/** Writes each table in a process of its own, whose memory is freed with it. */
export function createTableWriter({ startProcess, logger }: TableWriterOptions): WriteTable {
  return async (table, layout) => {
    const child = startProcess();
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    child.onMessage((message) => resolve(tableResponseSchema.parse(message).bytes));
    child.onExit((code) => {
      reject(new AppError('FILE_NOT_SAVED', `The process that writes a table ended with code ${code ?? 'none'}.`));
    });
    try {
      const [bytes] = await Promise.all([promise, sendTable(child, table, layout)]);
      return bytes;
    } catch (error) {
      logger.error('A table could not be written', { rows: table.rowCount, format: layout.format, error });
      throw error;
    } finally {
      child.kill();
    }
  };
}

async function sendTable(child: ChildProcess, table: Table, layout: TableLayout): Promise<void> {
  const post = (request: TableRequest): void => child.post(request);
  post({ type: 'start', sheet: table.sheet, columns: [...table.columns], layout });
  let part: string[][] = [];
  for (const row of table.rows) {
    part.push([...row]);
    if (part.length === PART_ROWS) {
      post({ type: 'rows', rows: part });
      part = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  post({ type: 'rows', rows: part });
  post({ type: 'end' });
}
