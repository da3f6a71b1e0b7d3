import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { toNetError } from './netErrors.ts';
import { restrictEvents, strict } from './strict.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** The options that every request must have. */
const HARDENED = { redirect: 'manual', credentials: 'omit', cache: 'no-store', bypassCustomProtocolHandlers: true };

/** The options of Electron's `net.request` that KeyDesk uses. */
interface RequestOptions {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A response whose body is still to be read. */
export type IncomingMessage = Readable & {
  readonly statusCode: number;
  readonly statusMessage: string;
  /** Decoded as UTF-8, so that a value may contain what no header of `fetch` can. */
  readonly headers: Readonly<Record<string, string | string[]>>;
};

/**
 * The part of Electron's `ClientRequest` that KeyDesk uses. Requests are sent by Node instead of Chromium's network stack and
 * fail with Chromium's error names. Events are emitted outside any promise, so that an exception in a listener is uncaught,
 * as in Electron.
 */
class HostClientRequest extends EventEmitter {
  private readonly options: RequestOptions;
  private readonly controller = new AbortController();
  private isOver = false;

  /** @throws Error for an unknown option or one that is less strict than {@link HARDENED}. */
  constructor({ url, method, headers, ...policy }: RequestOptions & Record<string, unknown>) {
    super();
    if (!isDeepStrictEqual(policy, HARDENED)) {
      throw new Error('The options of net.request are not the hardened ones');
    }
    restrictEvents(this, 'ClientRequest', ['response', 'redirect', 'error', 'abort', 'close']);
    this.options = { url, method, headers };
  }

  /** Sends the request. */
  end(body?: string): void {
    this.exchange(body).catch((error: unknown) => this.fail(toNetError(error)));
  }

  abort(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.controller.abort();
      this.emit('abort');
      this.emit('close');
    }
  }

  private async exchange(body: string | undefined): Promise<void> {
    const { url, method, headers } = this.options;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: this.controller.signal,
      ...(body === undefined ? {} : { body }),
    });
    const target = REDIRECTS.includes(response.status) ? response.headers.get('location') : null;
    if (target === null) {
      process.nextTick(() => this.emit('response', this.toMessage(response)));
      return;
    }
    await response.body?.cancel();
    process.nextTick(() => {
      this.emit('redirect', response.status, method, new URL(target, url).href, {});
      this.fail(new Error('Redirect was cancelled'));
    });
  }

  private toMessage(response: Response): IncomingMessage {
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of response.headers) {
      headers[name] = fromUtf8(value);
    }
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) {
      headers['set-cookie'] = cookies.map(fromUtf8);
    }
    const body = Readable.from(this.chunksOf(response), { objectMode: false });
    return Object.assign(body, { statusCode: response.status, statusMessage: response.statusText, headers });
  }

  private async *chunksOf({ body }: Response): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of body ?? []) {
        yield Buffer.from(chunk);
      }
    } catch (error) {
      const failure = toNetError(error);
      this.fail(failure);
      throw failure;
    }
    this.isOver = true;
    process.nextTick(() => this.emit('close'));
  }

  private fail(error: Error): void {
    if (!this.isOver) {
      this.isOver = true;
      process.nextTick(() => {
        this.emit('error', error);
        this.emit('close');
      });
    }
  }
}

/** Chromium passes headers on as bytes, which Electron decodes as UTF-8; Node decodes Latin-1. */
function fromUtf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

/** Implements Electron's `net`. Without `fetch`, whose exceptions for unusual responses no caller can catch in Electron. */
export const net = strict('net', {
  request: (options: RequestOptions & Record<string, unknown>): HostClientRequest =>
    strict('ClientRequest', new HostClientRequest(options)),
});
