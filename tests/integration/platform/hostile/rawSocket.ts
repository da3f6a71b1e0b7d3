import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Parts } from './hostileRow.ts';

/** How long to wait until the server ends a connection, in milliseconds. */
const MAX_WAIT_MS = 60_000;

/** A response as received. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case and values, in the order received. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Everything received on a connection until the server ended it. */
export interface Exchange {
  readonly text: string;
  /** The final responses in it, without `100 Continue`. */
  readonly responses: readonly RawResponse[];
  readonly hasEnded: boolean;
}

/** Sends bytes on a new connection and waits until the server has ended it. */
export async function exchange(port: number, parts: Parts, everyMs: number | null): Promise<Exchange> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // The server may end a connection during a write; what it sent before can still be read.
  socket.on('error', () => {});
  const timeout = new AbortController();
  const closed = new Promise((resolve) => socket.once('close', () => resolve(true)));
  await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), closed]);
  await write(socket, parts, everyMs);
  const hasEnded = (await Promise.race([closed, pause(MAX_WAIT_MS, false, { signal: timeout.signal })])) === true;
  timeout.abort();
  socket.destroy();
  const bytes = Buffer.concat(chunks);
  return { text: bytes.toString('utf8'), responses: readResponses(bytes), hasEnded };
}

async function write(socket: Socket, parts: Parts, everyMs: number | null): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) {
      return;
    }
    socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
    if (everyMs !== null) {
      await pause(everyMs);
    }
  }
}

function readResponses(bytes: Buffer): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = bytes.toString('latin1');
  while (rest !== '') {
    const [text, status = '', lines = ''] = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/.exec(rest) ?? [];
    if (text === undefined) {
      return [...responses, { status: 0, headers: [], body: rest }];
    }
    const headers = lines
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      });
    const header = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
    const length = Number(header('content-length') ?? 0);
    const end = header('transfer-encoding') === undefined ? text.length + length : rest.length;
    if (!status.startsWith('1')) {
      const body = Buffer.from(rest.slice(text.length, end), 'latin1').toString('utf8');
      responses.push({ status: Number(status), headers, body });
    }
    rest = rest.slice(end);
  }
  return responses;
}
