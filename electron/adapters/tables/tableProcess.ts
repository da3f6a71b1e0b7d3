/** The process that writes one table: it takes seconds and hundreds of megabytes for 100,000 rows. */
import type { TableLayout } from '../../ports.ts';
import { type CompleteTable, tableBytes } from './tableBytes.ts';
import { type TableResponse, tableRequestSchema } from './tableProtocol.ts';

const parent = process.parentPort;
const rows: string[][] = [];
let table: CompleteTable | null = null;
let layout: TableLayout | null = null;

parent.on('message', ({ data }) => {
  const request = tableRequestSchema.parse(data);
  switch (request.type) {
    case 'start':
      table = { sheet: request.sheet, columns: request.columns, rows };
      layout = request.layout;
      break;
    case 'rows':
      rows.push(...request.rows);
      break;
    case 'end':
      void respond();
  }
});

/** A failure ends the process, which prints it. */
async function respond(): Promise<void> {
  if (table === null || layout === null) {
    throw new Error('The table has no start.');
  }
  const response: TableResponse = { bytes: await tableBytes(table, layout) };
  parent.postMessage(response);
}
