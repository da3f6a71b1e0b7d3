import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { deleteKeysSchema, deleteResultSchema } from '../../shared/adminApi/keyService.ts';

/** A response of the platform. */
export interface PlatformResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** A call that passes through the proxy. */
interface PassingCall {
  readonly response: ServerResponse;
  /** Body sent by the application. */
  readonly body: Buffer;
  /** Passes the call on to the platform, optionally with another body, and returns the response. */
  readonly passOn: (body?: Buffer) => Promise<PlatformResponse>;
}

/** Handles a call in place of the proxy. */
export type Fault = (call: PassingCall) => unknown;

const MEBIBYTE = 1024 * 1024;

/** Sends a response unchanged. */
export function send(response: ServerResponse, { status, headers, body }: PlatformResponse): void {
  // The response has the date of the platform, or none.
  response.sendDate = false;
  response.writeHead(status, headers);
  response.end(body);
}

/** Delays the response. */
export function late(milliseconds: number): Fault {
  return async ({ response, passOn }) => {
    const passed = await passOn();
    await delay(milliseconds, undefined, { ref: false });
    send(response, passed);
  };
}

/** Sends the response a few bytes at a time. */
export function drip(bytes: number, everyMs: number): Fault {
  return async ({ response, passOn }) => {
    const { status, headers, body } = await passOn();
    response.writeHead(status, headers);
    for (let start = 0; start < body.length && !response.destroyed; start += bytes) {
      response.write(body.subarray(start, start + bytes));
      await delay(everyMs);
    }
    response.end();
  };
}

/** Closes the connection after some bytes of the response body. */
export function cutAt(bytes: number): Fault {
  return async ({ response, passOn }) => {
    const { status, headers, body } = await passOn();
    response.writeHead(status, headers);
    response.write(body.subarray(0, bytes), () => response.destroy());
  };
}

/** Passes the call on and closes the connection instead of responding. */
export const loseAnswer: Fault = async ({ response, passOn }) => {
  await passOn();
  response.destroy();
};

/** Never responds, and does not pass the call on. */
export const hang: Fault = () => {};

/** Responds without passing the call on. @param body text, or a value to send as JSON. */
export function answer(status: number, headers: OutgoingHttpHeaders = {}, body: unknown = ''): Fault {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ({ response }) => {
    send(response, { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(text) });
  };
}

/** Responds with the sign-in page of a network. */
export const captivePortal: Fault = answer(200, { 'content-type': 'text/html' }, '<html>Welcome to the hotel</html>');

/** Rejects some keys of a deletion, each with a reason, and passes the others on. */
export function rejectKeys(reasons: ReadonlyMap<string, string>): Fault {
  return async ({ response, body, passOn }) => {
    const { Ids } = deleteKeysSchema.parse(JSON.parse(body.toString()));
    const passed = { Ids: Ids.filter((id) => !reasons.has(id)) };
    const { status, headers, body: answered } = await passOn(Buffer.from(JSON.stringify(passed)));
    const byId = new Map(
      deleteResultSchema.parse(JSON.parse(answered.toString())).Results.map((result) => [result.Id, result]),
    );
    const Results = Ids.map((Id) => byId.get(Id) ?? { Id, Deleted: false, Error: reasons.get(Id) });
    const changed = Buffer.from(JSON.stringify({ Results }));
    send(response, { status, headers: { ...headers, 'content-length': changed.length }, body: changed });
  };
}

/** Responds with an endless body. Calls `onSent` with the number of bytes of each part. */
export function endless(onSent: (bytes: number) => void = () => {}): Fault {
  return ({ response }) => {
    const chunk = Buffer.alloc(MEBIBYTE, ' ');
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk)) {
        onSent(chunk.length);
      }
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.on('drain', pump);
    pump();
  };
}
