import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { toNetError } from './netErrors.ts';
import { isSandboxOfRoot } from './rootSandbox.ts';
import { restrictEvents } from './strict.ts';
import { hasUnsafePort } from './unsafePorts.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const OPTIONS = ['url', 'method', 'headers', 'redirect', 'credentials', 'cache', 'bypassCustomProtocolHandlers'];

/** What a request is made with; the part of Electron's options that KeyDesk uses. */
export interface RequestOptions {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirect?: 'follow' | 'error' | 'manual';
  readonly credentials?: 'omit';
  readonly cache?: 'no-store';
  readonly bypassCustomProtocolHandlers?: boolean;
}

/** A response with its body still to come. A failure on the way is an `error` event, which throws when nobody listens. */
export type IncomingMessage = Readable & {
  readonly statusCode: number;
  readonly statusMessage: string;
  /** Texts are read as UTF-8, so a value may hold what no header of `fetch` takes. */
  readonly headers: Readonly<Record<string, string | string[]>>;
};

/**
 * The part of Electron's `ClientRequest` that KeyDesk uses: requests leave through Node instead of Chromium's network
 * stack, and fail with its names. Listeners are called where no promise catches what they throw, as in Electron.
 */
export class HostClientRequest extends EventEmitter {
  private readonly options: RequestOptions;
  private readonly controller = new AbortController();
  private isOver = false;

  /** @throws Error for an option that the host does not know. */
  constructor(options: RequestOptions) {
    super();
    const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
    if (unknown !== undefined) {
      throw new Error(`The Chromium host does not implement the option '${unknown}' of net.request`);
    }
    restrictEvents(this, 'ClientRequest', ['response', 'redirect', 'error', 'abort', 'close']);
    this.options = options;
  }

  /** Sends the request. */
  end(body?: string): void {
    void this.exchange(body).catch((error: unknown) => this.fail(toNetError(error)));
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
    const { url, method = 'GET', headers = {}, redirect = 'follow' } = this.options;
    if (isSandboxOfRoot()) {
      throw new Error('The network service is gone');
    }
    if (hasUnsafePort(new URL(url))) {
      this.fail(new Error('net::ERR_UNSAFE_PORT'));
      return;
    }
    const answer = await fetch(url, {
      method,
      headers,
      redirect: redirect === 'follow' ? 'follow' : 'manual',
      signal: this.controller.signal,
      ...(body === undefined ? {} : { body }),
    });
    const target = REDIRECTS.includes(answer.status) ? answer.headers.get('location') : null;
    if (redirect !== 'follow' && target !== null) {
      await answer.body?.cancel();
      this.refuseRedirect(redirect, answer, new URL(target, url).href);
      return;
    }
    this.tell(() => this.emit('response', this.toMessage(answer)));
  }

  private refuseRedirect(policy: 'error' | 'manual', { status }: Response, target: string): void {
    if (policy === 'error') {
      this.fail(new Error("Attempted to redirect, but redirect policy was 'error'"));
      return;
    }
    this.tell(() => {
      this.emit('redirect', status, this.options.method, target, {});
      this.fail(new Error('Redirect was cancelled'));
    });
  }

  private toMessage(answer: Response): IncomingMessage {
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of answer.headers) {
      headers[name] = fromUtf8(value);
    }
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) {
      headers['set-cookie'] = cookies.map(fromUtf8);
    }
    const body = Readable.from(this.chunksOf(answer), { objectMode: false });
    return Object.assign(body, { statusCode: answer.status, statusMessage: answer.statusText, headers });
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
    this.tell(() => this.emit('close'));
  }

  private fail(error: Error): void {
    if (!this.isOver) {
      this.isOver = true;
      this.tell(() => {
        this.emit('error', error);
        this.emit('close');
      });
    }
  }

  private tell(act: () => void): void {
    process.nextTick(act);
  }
}

/** Chromium hands a header over as bytes, and Electron reads them as UTF-8; Node reads Latin-1. */
function fromUtf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}
