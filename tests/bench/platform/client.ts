import { Pool } from 'undici';
import { requestAuthorization } from '../../../electron/adapters/http/requestAuthorization.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import type { Server } from './servers.ts';

/** A key that signs requests. */
export interface SigningKey {
  readonly Token: string;
  readonly SecretKey: string;
}

/** Creates a key of `admin`, on a server that has just created its database. */
export async function createSigningKey({ address, password }: Server): Promise<SigningKey> {
  const url = new URL(`${DEFAULT_SERVICE_PATH}/Create`, address);
  const authorize = requestAuthorization({ kind: 'password', username: 'admin', password }, Date.now);
  const ExpirationDate = new Date(Date.now() + 86_400_000).toISOString();
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...authorize({ method: 'POST', url, body: '' }), 'Content-Type': 'application/json' },
    body: JSON.stringify({ AccountId: 'account.1', ExpirationDate }),
  });
  return (await response.json()) as SigningKey;
}

/** Sends signed requests over persistent connections. */
export class SigningClient {
  readonly #pool: Pool;
  readonly #address: string;
  readonly #authorize: ReturnType<typeof requestAuthorization>;

  /** @param connections maximum number of parallel requests. */
  constructor({ address }: Server, { Token, SecretKey }: SigningKey, connections = 1) {
    this.#pool = new Pool(address, { connections });
    this.#address = address;
    this.#authorize = requestAuthorization({ kind: 'key', token: Token, secretKey: SecretKey }, Date.now);
  }

  /**
   * Signs a request, valid for 15 minutes. The returned function sends it and returns the body.
   * @throws Error for any status but 200: what failed was not served.
   */
  prepare(method: string, parameters: object = {}): () => Promise<string> {
    const url = new URL(`${DEFAULT_SERVICE_PATH}/${method}`, this.#address);
    const body = JSON.stringify(parameters);
    const headers = { 'content-type': 'application/json', ...this.#authorize({ method: 'POST', url, body }) };
    return async () => {
      const response = await this.#pool.request({ path: url.pathname, method: 'POST', headers, body });
      const text = await response.body.text();
      if (response.statusCode !== 200) {
        throw new Error(`${method} returned ${response.statusCode}: ${text.slice(0, 300)}`);
      }
      return text;
    };
  }

  /** Calls a method. Returns the parsed response, the size of its body in bytes, and the duration in milliseconds. */
  async call<Response>(method: string, parameters?: object): Promise<{ value: Response; bytes: number; ms: number }> {
    const send = this.prepare(method, parameters);
    const start = performance.now();
    const text = await send();
    const ms = performance.now() - start;
    return { value: JSON.parse(text), bytes: Buffer.byteLength(text), ms };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
