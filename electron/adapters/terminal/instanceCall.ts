import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../../shared/result.ts';
import type { Terminal } from '../../ports.ts';
import {
  type callSchema,
  greetingSchema,
  instanceMessageSchema,
  type Reply,
  type Request,
  type TerminalUse,
} from './callProtocol.ts';
import { readMessages, sendMessage } from './jsonLines.ts';

/** Time in ms for the running instance to connect; it may be starting. */
const CONNECT_LIMIT_MS = 15_000;
/** Longest path of a socket on macOS, in bytes. */
const MAX_SOCKET_PATH = 103;

type Message = z.infer<typeof greetingSchema> | z.infer<typeof instanceMessageSchema>;

/**
 * How a call ended: with an exit code; `again` if the instance was busy and is gone; `silent` if none connected; `ended` if
 * it ended before the work was done; `interrupted`
 * by the user while it was busy.
 */
export type CallOutcome = { readonly exitCode: number } | 'again' | 'silent' | 'ended' | 'interrupted';

/**
 * A call to the running instance, see `callProtocol.ts`. The socket is in a new folder that only the user can access, is used
 * once, and is removed as soon as the instance has connected.
 */
export class InstanceCall {
  /** To be passed with the request for the lock. */
  readonly data: z.infer<typeof callSchema>;
  readonly #server: Server;
  readonly #folder: string | null;
  readonly #connected: Promise<Socket | null>;
  #onMessage: (message: Message) => void = () => {};

  constructor(wants: Request['wants'], platform: NodeJS.Platform = process.platform) {
    const token = randomBytes(32).toString('hex');
    this.#folder = platform === 'win32' ? null : mkdtempSync(join(shortestFolder(), 'keydesk-'));
    const address =
      this.#folder === null ? `\\\\.\\pipe\\keydesk-${randomBytes(16).toString('hex')}` : join(this.#folder, 'call');
    this.data = { keydeskCall: { address, token, wants } };
    this.#server = createServer();
    this.#connected = new Promise((resolve) => {
      this.#server.on('connection', (socket) => {
        socket.on('error', () => {});
        let isAccepted = false;
        readMessages(socket, greetingSchema.or(instanceMessageSchema), (message) => {
          if (isAccepted) {
            this.#onMessage(message);
          } else if (isGreeting(message, token)) {
            isAccepted = true;
            resolve(socket);
          } else {
            // Nothing is sent to who does not know the token, and nothing it sends is used.
            socket.destroy();
          }
        });
      });
      this.#server.on('error', () => resolve(null));
      setTimeout(() => resolve(null), CONNECT_LIMIT_MS).unref();
    });
    this.#server.listen(address);
  }

  /**
   * Waits for the instance, tells it what is wanted, and serves its uses of the terminal until it is done.
   * @param terminal `null` for the window.
   * @param waits whether to wait for the end of an instance that is busy.
   */
  async finish(request: Request, terminal: Terminal | null, waits: boolean): Promise<CallOutcome> {
    const socket = await this.#connected;
    this.close();
    if (socket === null) {
      return 'silent';
    }
    const { promise, resolve } = Promise.withResolvers<CallOutcome>();
    let isBusy = false;
    socket.on('close', () => resolve(isBusy ? 'again' : 'ended'));
    this.#onMessage = (message) => {
      if ('exitCode' in message) {
        resolve({ exitCode: message.exitCode });
      } else if ('isBusy' in message) {
        isBusy = true;
        if (!waits) {
          resolve('again');
        }
      } else if ('use' in message && terminal !== null) {
        void use(terminal, message.use).then((reply) => sendMessage(socket, { id: message.id, ...reply }));
      }
    };
    terminal?.interrupted.addEventListener('abort', () => {
      if (isBusy) {
        resolve('interrupted');
      }
      void sendMessage(socket, { interrupted: true } satisfies Reply);
    });
    await sendMessage(socket, request);
    const outcome = await promise;
    socket.destroy();
    return outcome;
  }

  /** Stops listening. */
  close(): void {
    this.#server.close();
    if (this.#folder !== null) {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }
}

/** Whether a message is the greeting of the instance that was called. */
function isGreeting(message: object, token: string): boolean {
  const given = Buffer.from('token' in message ? String(message.token) : '');
  return given.length === token.length && timingSafeEqual(given, Buffer.from(token));
}

type UseReply =
  | { readonly text: string | null }
  | { readonly failure: { readonly code: string; readonly detail: string } };

async function use(terminal: Terminal, used: TerminalUse): Promise<UseReply> {
  try {
    return { text: await perform(terminal, used) };
  } catch (error) {
    const { code, detail = '' } = error instanceof AppError ? error : new AppError('FILE_NOT_READ', '');
    return { failure: { code, detail } };
  }
}

async function perform(terminal: Terminal, used: TerminalUse): Promise<string | null> {
  switch (used.use) {
    case 'write':
      await terminal.write(used.text);
      return null;
    case 'writeError':
      await terminal.writeError(used.text);
      return null;
    case 'ask':
      return terminal.ask(used.question, used.isHidden);
    case 'readLine':
      return terminal.readLine();
    case 'readRest':
      return Buffer.from(await terminal.readRest(used.maxBytes)).toString('base64');
  }
}

/** The folder of the session, which is private already and short, or that of temporary files. */
function shortestFolder(): string {
  const folders = [process.env.XDG_RUNTIME_DIR ?? '', tmpdir()].filter((folder) => folder !== '');
  return folders.find((folder) => Buffer.byteLength(folder) + 30 <= MAX_SOCKET_PATH) ?? '/tmp';
}
