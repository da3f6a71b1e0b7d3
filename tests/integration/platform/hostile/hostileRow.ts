import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { basic, type ClientKey } from '../platformClient.ts';

/** What is sent, part by part. A text stands for its Latin-1 bytes, so that every byte can be written. */
export type Parts = readonly (string | Buffer)[];

/** A request that a platform has to refuse, and the answer that docs/admin-api.md states for it. */
export interface HostileRow {
  readonly name: string;
  /** A function makes them at the moment they are sent. */
  readonly parts: Parts | (() => Parts);
  /** Pause after each part in milliseconds; without it everything is sent at once. */
  readonly everyMs?: number;
  /** How often it is sent, each time on a connection of its own; the last answer is the one that is compared. */
  readonly times?: number;
  readonly status: number;
  /** `null` for an answer without a body. */
  readonly code: string | null;
  readonly message?: string;
  /** All values of `WWW-Authenticate`, a header line each. */
  readonly challenges?: readonly string[];
  /** A field that `Details` has to name. */
  readonly field?: string;
}

/** The platform that is attacked, and what the attacker has got hold of. */
export interface HostileTarget {
  readonly platform: RunningPlatform;
  /** Its name in `Host`, with the port. */
  readonly host: string;
  readonly port: number;
  /** Gives a key that no other row has: the platform counts failed attempts per key. */
  readonly takeKey: () => ClientKey;
  readonly expiredKey: ClientKey;
  readonly deletedKey: ClientKey;
  /** The key of a client that is served beside the attack. */
  readonly usedKey: ClientKey;
  /** What no response may hold. */
  readonly hidden: readonly string[];
}

/** What a 401 offers to a client that did not sign its request. */
export const BOTH_CHALLENGES = ['HMAC-SHA256', 'Basic realm="Platform API", charset="UTF-8"'] as const;

/** `Content-Type` of every body that the API takes. */
export const JSON_TYPE = 'Content-Type: application/json';

/** The `Authorization` line of an account with the password of the tests. */
export function basicLine(username: string, password?: string): string {
  return basic(username, password).join(': ');
}

/** Writes a head that is right apart from what it is given; the connection ends with the answer. */
export function head(target: HostileTarget, requestLine: string, lines: readonly string[] = []): string {
  return bareHead(requestLine, [`Host: ${target.host}`, 'Connection: close', ...lines]);
}

/** Writes a head of exactly these lines. */
export function bareHead(requestLine: string, lines: readonly string[] = []): string {
  return [requestLine, ...lines, '', ''].join('\r\n');
}

/** Writes the head of a POST by `admin` that announces JSON; `lines` frame the body. */
export function postHead(target: HostileTarget, path: string, lines: readonly string[]): string {
  return head(target, `POST ${path} HTTP/1.1`, [basicLine('admin'), JSON_TYPE, ...lines]);
}

/** Writes a whole POST by `admin` with a body of JSON, or of what is to pass for it. A text is sent as UTF-8. */
export function post(
  target: HostileTarget,
  path: string,
  body: string | Buffer,
  { type = JSON_TYPE, lines = [] }: { readonly type?: string | null; readonly lines?: readonly string[] } = {},
): Parts {
  const bytes = Buffer.from(body);
  const all = [basicLine('admin'), ...(type === null ? [] : [type]), `Content-Length: ${bytes.length}`, ...lines];
  return [Buffer.concat([Buffer.from(head(target, `POST ${path} HTTP/1.1`, all), 'latin1'), bytes])];
}
