import type { Socket } from 'node:net';
import type { z } from 'zod';
import { parseJson } from '../../../shared/parseJson.ts';

/** Longest line in characters; enough for the largest input of a command in base64. */
const MAX_LINE_LENGTH = 8 * 1024 * 1024;

/**
 * Calls `onMessage` with each line of a socket that is JSON of a schema. Anything else closes the socket, as does a line
 * that is too long.
 */
export function readMessages<Message>(
  socket: Socket,
  schema: z.ZodType<Message>,
  onMessage: (message: Message) => void,
): void {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const message = schema.safeParse(parseJson(line));
      if (!message.success) {
        socket.destroy();
        return;
      }
      onMessage(message.data);
    }
    if (pending.length > MAX_LINE_LENGTH) {
      socket.destroy();
    }
  });
}

/** Sends a message as a line of JSON; resolves once it is on its way, also if the socket is closed. */
export function sendMessage(socket: Socket, message: object): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) {
      resolve();
    } else {
      socket.write(`${JSON.stringify(message)}\n`, () => resolve());
    }
  });
}
