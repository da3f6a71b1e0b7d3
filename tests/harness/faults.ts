import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { deleteKeysSchema, deleteResultSchema } from '../../shared/adminApi/keyService.ts';

/** What the platform has answered. */
export interface PlatformAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** One call on its way through the proxy. */
interface PassingCall {
  readonly response: ServerResponse;
  /** What the application has sent. */
  readonly body: Buffer;
  /** Has the platform carry the call out, with another body when one is given, and gives its answer. */
  readonly passOn: (body?: Buffer) => Promise<PlatformAnswer>;
}

/** What happens to a call on its way. */
export type Fault = (call: PassingCall) => unknown;

const MEBIBYTE = 1024 * 1024;

/** Sends an answer as it is. */
export function send(response: ServerResponse, { status, headers, body }: PlatformAnswer): void {
  // The date of an answer is that of the platform, or none.
  response.sendDate = false;
  response.writeHead(status, headers);
  response.end(body);
}

/** Passes the call on as if there was no proxy: between two faults. */
export const pass: Fault = async ({ response, passOn }) => send(response, await passOn());

/** Passes the answer on after a while. */
export function late(milliseconds: number): Fault {
  return async ({ response, passOn }) => {
    const answer = await passOn();
    await delay(milliseconds, undefined, { ref: false });
    send(response, answer);
  };
}

/** Passes the answer on a few bytes at a time. */
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

/** Breaks the connection after so many bytes of the answer's body. */
export function cutAt(bytes: number): Fault {
  return async ({ response, passOn }) => {
    const { status, headers, body } = await passOn();
    response.writeHead(status, headers);
    response.write(body.subarray(0, bytes), () => response.destroy());
  };
}

/** Has the call carried out and breaks the connection in place of the answer. */
export const loseAnswer: Fault = async ({ response, passOn }) => {
  await passOn();
  response.destroy();
};

/** Does not even pass the call on. */
export const hang: Fault = () => {};

/** Answers without asking the platform. */
export function answer(status: number, headers: OutgoingHttpHeaders = {}, body: unknown = ''): Fault {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ({ response }) => {
    send(response, { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(text) });
  };
}

/** The sign-in page of a network, given for whatever was asked. */
export const captivePortal: Fault = answer(200, { 'content-type': 'text/html' }, '<html>Welcome to the hotel</html>');

/** Has some keys of a deletion refused, each with its reason; the platform hears of the others only. */
export function refuseKeys(reasons: ReadonlyMap<string, string>): Fault {
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

/** Never stops answering. Tells `onSent` how many bytes it has sent. */
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
