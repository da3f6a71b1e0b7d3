import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { basic, type ClientKey } from '../platformClient.ts';

/** What is sent, part by part. A string is sent as Latin-1, so that every byte can be written. */
export type Parts = readonly (string | Buffer)[];

/** Status and code of an error response; the code is `null` for a response without a body. */
export type Rejection = readonly [status: number, code: string | null];
export const MALFORMED: Rejection = [400, 'MalformedRequest'];
export const VALIDATION: Rejection = [400, 'Validation'];
export const UNAUTHORIZED: Rejection = [401, 'Unauthorized'];
export const NOT_FOUND: Rejection = [404, 'NotFound'];
export const UNKNOWN_METHOD: Rejection = [404, 'UnknownMethod'];
export const HEAD_TOO_LARGE: Rejection = [431, 'TooLarge'];

/** A request that a platform must reject, and the response that docs/admin-api.md states for it. */
export interface HostileRow {
  readonly name: string;
  /** A function creates them at the moment they are sent. */
  readonly parts: Parts | (() => Parts);
  /** Pause after each part in milliseconds; without it everything is sent at once. */
  readonly everyMs?: number;
  readonly rejection: Rejection;
  readonly message?: string;
  /** Values of `WWW-Authenticate`, one per header line; default {@link BOTH_CHALLENGES} for 401, none otherwise. */
  readonly challenges?: readonly string[];
  /** A field that `Details` must name. */
  readonly field?: string;
}

/** The platform under attack, and what the attacker has obtained. */
export interface HostileTarget {
  readonly platform: RunningPlatform;
  /** Value of `Host`, including the port. */
  readonly host: string;
  readonly port: number;
  /** Returns a key that no other row uses: the platform counts failed attempts per key. */
  readonly takeKey: () => ClientKey;
  readonly expiredKey: ClientKey;
  readonly deletedKey: ClientKey;
  /** The key of a client that is served during the attack. */
  readonly usedKey: ClientKey;
  /** What no response may contain. */
  readonly hidden: readonly string[];
}

/** Repeats a row with wrong credentials until the platform stops checking them, at the eleventh within a minute. */
export function untilThrottled(guess: HostileRow): readonly HostileRow[] {
  const { name, parts } = guess;
  return [...Array<HostileRow>(10).fill(guess), { name, parts, rejection: [429, 'Throttled'] }];
}

/** Challenges of a 401 response to a request that was not signed. */
export const BOTH_CHALLENGES = ['HMAC-SHA256', 'Basic realm="Platform API", charset="UTF-8"'] as const;

/** `Content-Type` of every body that the API accepts. */
export const JSON_TYPE = 'Content-Type: application/json';

/** Returns the `Authorization` line of an account with the password of the tests. */
export function basicLine(username: string, password?: string): string {
  return basic(username, password).join(': ');
}

/** Returns a valid head with the given lines; the connection ends with the response. */
export function head(target: HostileTarget, requestLine: string, lines: readonly string[] = []): string {
  return bareHead(requestLine, [`Host: ${target.host}`, 'Connection: close', ...lines]);
}

/** Returns a head of exactly these lines. */
export function bareHead(requestLine: string, lines: readonly string[] = []): string {
  return [requestLine, ...lines, '', ''].join('\r\n');
}

/** Returns the head of a POST by `admin` that announces JSON; `lines` frame the body. */
export function postHead(target: HostileTarget, path: string, lines: readonly string[]): string {
  return head(target, `POST ${path} HTTP/1.1`, [basicLine('admin'), JSON_TYPE, ...lines]);
}

/** Returns a complete POST by `admin`. A string body is sent as UTF-8. @param type the `Content-Type` line. */
export function post(target: HostileTarget, path: string, body: string | Buffer, type = JSON_TYPE): Parts {
  const bytes = Buffer.from(body);
  const lines = [basicLine('admin'), type, `Content-Length: ${bytes.length}`];
  return [Buffer.concat([Buffer.from(head(target, `POST ${path} HTTP/1.1`, lines), 'latin1'), bytes])];
}
