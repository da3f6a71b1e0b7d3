import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Head and body, in bytes. */
  readonly size: number;
  readonly body: Buffer;
}

const HEAD_END = '\r\n\r\n';

/**
 * A kept connection that sends prepared bytes and counts what comes back: a client that costs less than the servers it
 * measures. One request at a time.
 */
export class Connection {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Sizes of the answer that is arriving, in bytes; `null` until its head is there. */
  #expected: { readonly status: number; readonly head: number; readonly whole: number } | null = null;
  #waiting: PromiseWithResolvers<WireAnswer> | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection.')));
    socket.on('error', (error) => this.#waiting?.reject(error));
  }

  /** Connects to a port of this machine. */
  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request and gives its answer. @throws Error for any status but 200: what failed was not served. */
  async request(bytes: Buffer): Promise<WireAnswer> {
    if (this.#socket.destroyed) {
      throw new Error('The server has closed the connection.');
    }
    this.#waiting = Promise.withResolvers();
    this.#socket.write(bytes);
    const answer = await this.#waiting.promise;
    if (answer.status !== 200) {
      throw new Error(`The server answered ${answer.status}: ${answer.body.toString('utf8').slice(0, 300)}`);
    }
    return answer;
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#expected === null) {
      this.#readHead();
    }
    // Joined once, when all is there: a long answer comes in dozens of parts.
    if (this.#expected !== null && this.#length >= this.#expected.whole) {
      const { status, head, whole } = this.#expected;
      const bytes = this.#join();
      this.#chunks = [];
      this.#length = 0;
      this.#expected = null;
      this.#waiting?.resolve({ status, size: whole, body: bytes.subarray(head, whole) });
    }
  }

  #readHead(): void {
    const bytes = this.#join();
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      return;
    }
    const text = bytes.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
    if (length === undefined) {
      this.#waiting?.reject(new Error('The answer does not say how long it is.'));
      this.#socket.destroy();
      return;
    }
    const head = end + HEAD_END.length;
    this.#expected = { status: Number(text.slice(9, 12)), head, whole: head + Number(length) };
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    return first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }
}
