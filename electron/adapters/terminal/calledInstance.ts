import { connect, type Socket } from 'node:net';
import { AppError } from '../../../shared/result.ts';
import type { Terminal } from '../../ports.ts';
import { callSchema, type Reply, type Request, replySchema, requestSchema, type TerminalUse } from './callProtocol.ts';
import { readMessages, sendMessage } from './jsonLines.ts';

/** Longest text in one message, in characters. */
const MAX_TEXT = 64 * 1024;

/** What the running instance does for a process that was started beside it. */
export interface CalledInstance {
  /** Shows the window. */
  readonly showWindow: () => void;
  /** Runs a command and returns its exit code; never rejects. `null` while this instance can run none. */
  readonly runCommand: ((words: readonly string[], terminal: Terminal) => Promise<number>) | null;
}

/** Whether the data of Electron's event `second-instance` calls for a command, see `callProtocol.ts`. */
export function isCommandCall(data: unknown): boolean {
  return callSchema.safeParse(data).data?.keydeskCall.wants === 'command';
}

/** Answers a call. Does nothing for other data, or if the caller is gone. Never rejects. */
export function answerCall(data: unknown, instance: CalledInstance): void {
  const call = callSchema.safeParse(data);
  if (!call.success) {
    return;
  }
  const { address, token } = call.data.keydeskCall;
  const socket = connect(address);
  socket.on('error', () => {});
  const controller = new AbortController();
  const pending = new Map<number, (reply: Reply) => void>();
  socket.on('close', () => {
    controller.abort();
    for (const [id, settle] of pending) {
      settle({ id, text: null });
    }
  });
  let hasRequest = false;
  const onReply = (reply: Reply): void => {
    if ('interrupted' in reply) {
      controller.abort();
    } else {
      pending.get(reply.id)?.(reply);
      pending.delete(reply.id);
    }
  };
  readMessages(socket, requestSchema.or(replySchema), (message) => {
    if (!('wants' in message)) {
      onReply(message);
    } else if (!hasRequest) {
      hasRequest = true;
      void carryOut(message, instance, new Uses(socket, pending), controller.signal);
    }
  });
  void sendMessage(socket, { token });
}

async function carryOut(
  request: Request,
  instance: CalledInstance,
  uses: Uses,
  interrupted: AbortSignal,
): Promise<void> {
  if (request.wants === 'window' && instance.runCommand !== null) {
    instance.showWindow();
    await uses.end({ exitCode: 0 });
  } else if (request.wants === 'command' && instance.runCommand !== null) {
    const exitCode = await instance.runCommand(request.words, remoteTerminal(request.terminal, uses, interrupted));
    await uses.end({ exitCode });
  } else {
    // The caller tries again when this process, and with it the connection, has ended.
    await uses.send({ isBusy: true });
  }
}

/** Sends uses of the terminal and waits for their results. */
class Uses {
  readonly #socket: Socket;
  readonly #pending: Map<number, (reply: Reply) => void>;
  #lastId = 0;

  constructor(socket: Socket, pending: Map<number, (reply: Reply) => void>) {
    this.#socket = socket;
    this.#pending = pending;
  }

  send(message: object): Promise<void> {
    return sendMessage(this.#socket, message);
  }

  async end(message: object): Promise<void> {
    await this.send(message);
    this.#socket.end();
  }

  /** Returns the text of the reply; `null` if the caller is gone. @throws AppError. */
  async result(use: TerminalUse): Promise<string | null> {
    if (this.#socket.destroyed) {
      return null;
    }
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#pending.set(id, resolve);
    await this.send({ id, use });
    const reply = await promise;
    if ('failure' in reply) {
      throw new AppError(reply.failure.code, 'The terminal reported a failure.', { detail: reply.failure.detail });
    }
    return 'text' in reply ? reply.text : null;
  }
}

function remoteTerminal(
  facts: Extract<Request, { wants: 'command' }>['terminal'],
  uses: Uses,
  interrupted: AbortSignal,
): Terminal {
  const inParts = async (use: 'write' | 'writeError', text: string): Promise<void> => {
    for (let start = 0; start < text.length; start += MAX_TEXT) {
      await uses.result({ use, text: text.slice(start, start + MAX_TEXT) });
    }
  };
  return {
    ...facts,
    interrupted,
    write: (text) => inParts('write', text),
    writeError: (text) => inParts('writeError', text).catch(() => {}),
    ask: (question, isHidden) => uses.result({ use: 'ask', question, isHidden }),
    readLine: () => uses.result({ use: 'readLine' }),
    readRest: async (maxBytes) => Buffer.from((await uses.result({ use: 'readRest', maxBytes })) ?? '', 'base64'),
  };
}
