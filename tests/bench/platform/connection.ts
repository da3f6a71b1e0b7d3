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
  #received: Buffer = Buffer.alloc(0);
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
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) {
      return;
    }
    const head = this.#received.toString('latin1', 0, end);
    const size = end + HEAD_END.length + Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (this.#received.length < size) {
      return;
    }
    const body = this.#received.subarray(end + HEAD_END.length, size);
    this.#received = Buffer.alloc(0);
    this.#waiting?.resolve({ status: Number(head.slice(9, 12)), size, body });
  }
}
