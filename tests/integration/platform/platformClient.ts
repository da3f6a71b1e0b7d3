import { createHash, createHmac } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { afterAll, inject, onTestFinished } from 'vitest';
import type { z } from 'zod';
import {
  type DatabaseLocation,
  type PlatformOptions,
  type RunningPlatform,
  startPlatform,
} from '../../../electron/platform/startPlatform.ts';
import type { ApiErrorBody } from '../../../shared/adminApi/errors.ts';
import type {
  deleteResultSchema,
  eligibleAccountPageSchema,
  keyChangesSchema,
  WireKeyWithSecret,
  wirePermissionsSchema,
} from '../../../shared/adminApi/keyService.ts';
import { stringToSign } from '../../../shared/hmac/stringToSign.ts';
import { createDatabase } from '../../harness/postgres.ts';

/** Paths of the services as in docs/admin-api.md, not imported from the code: a change there must fail the tests. */
export const KEY_SERVICE = '/api/public/system/Base/AuthenticationKeyService';
/** @see KEY_SERVICE */
export const ACCOUNT_SERVICE = '/api/public/system/Base/AccountService';
/** @see KEY_SERVICE */
export const ROLE_SERVICE = '/api/public/system/Base/SystemRoleService';
/** Password of every account in the platform of a test. */
export const ADMIN_PASSWORD = 'test: pass';
/** Key with which the platform of a test encrypts secrets, 32 bytes in base64. */
export const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');

/** The fields of all response bodies, so that a test needs no cast; fields that a method does not return are undefined. */
type ResponseBody = Required<ApiErrorBody> &
  WireKeyWithSecret &
  z.infer<typeof wirePermissionsSchema> &
  z.infer<typeof deleteResultSchema> &
  z.infer<typeof keyChangesSchema> &
  z.infer<typeof eligibleAccountPageSchema> &
  string;

/** A response of the platform. `body` is the parsed JSON, or the text if it is not JSON. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ResponseBody;
  /** The body as received. */
  readonly text: string;
}

/** A request whose `headers` are sent exactly as given, duplicates included. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Buffer;
  /** Reuses connections; without it each request opens its own. */
  readonly agent?: Agent | undefined;
}

/** A key as given to an external system. */
export interface ClientKey {
  readonly Token: string;
  readonly SecretKey: string;
}

/** Returns an empty database of the engine under test: in memory, or on the private PostgreSQL server. */
async function newDatabase(): Promise<DatabaseLocation> {
  const server = inject('postgresUrl');
  return server === undefined ? null : { url: await createDatabase(server) };
}

/** Starts a platform with sample data in a new database. The caller stops it. */
export async function startSample(options: Partial<PlatformOptions> = {}): Promise<RunningPlatform> {
  return startPlatform({
    port: 0,
    database: options.database ?? (await newDatabase()),
    encryptionKey: ENCRYPTION_KEY,
    adminPassword: ADMIN_PASSWORD,
    sample: true,
    reportFailure: (_requestId, error) => process.emitWarning(error instanceof Error ? error : String(error)),
    ...options,
  });
}

/** Starts a platform for all tests of a file. Called at the top of the file. */
export async function startForFile(options: Partial<PlatformOptions> = {}): Promise<RunningPlatform> {
  const platform = await startSample(options);
  afterAll(() => platform.stop());
  return platform;
}

/** Starts a platform that is stopped at the end of the running test. */
export async function startForTest(options: Partial<PlatformOptions> = {}): Promise<RunningPlatform> {
  const platform = await startSample(options);
  onTestFinished(() => platform.stop());
  return platform;
}

/** Sends a request exactly as given, plus `Host` and `Content-Length` where absent. */
export function send(
  platform: RunningPlatform,
  { method = 'POST', path, headers = [], body, agent }: RawRequest,
): Promise<Response> {
  const { hostname, port, host } = new URL(platform.address);
  const has = (name: string) => headers.some(([own]) => own.toLowerCase() === name);
  const all = [
    ...(has('host') ? [] : [['Host', host] as const]),
    ...headers,
    ...(body === undefined || has('content-length') || has('transfer-encoding')
      ? []
      : [['Content-Length', String(Buffer.byteLength(body))] as const]),
  ];
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const outgoing = request({
    hostname,
    port,
    method,
    path,
    headers: all.flat(),
    setHost: false,
    agent: agent ?? false,
  });
  outgoing.on('error', reject);
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(text), text });
    });
  });
  outgoing.end(body);
  return promise;
}

function parse(text: string): ResponseBody {
  try {
    return JSON.parse(text);
  } catch {
    return text as ResponseBody;
  }
}

/** Returns the header for Basic authentication. */
export function basic(username: string, password = ADMIN_PASSWORD): readonly [string, string] {
  return ['Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`];
}

/** Calls a method of the key service, or the method at a path, with Basic authentication. */
export function call(
  platform: RunningPlatform,
  method: string,
  body: unknown = {},
  username = 'admin',
  headers: RawRequest['headers'] = [],
): Promise<Response> {
  return send(platform, {
    path: method.startsWith('/') ? method : `${KEY_SERVICE}/${method}`,
    headers: [basic(username), ['Content-Type', 'application/json'], ...headers],
    body: JSON.stringify(body),
  });
}

/** Parts of a signed request that a test can override. */
export interface SigningOverrides {
  readonly date?: string;
  readonly dateHeader?: 'x-ms-date' | 'date';
  readonly contentHash?: string;
  readonly signedHeaders?: readonly string[];
  readonly signature?: string;
  readonly credential?: string;
  readonly host?: string;
  /** Replaces the complete `Authorization` value. */
  readonly authorization?: string;
  readonly more?: readonly (readonly [string, string])[];
  readonly omit?: readonly string[];
}

/** Returns the headers of a signed request, valid except for the overrides. */
export function sign(
  platform: RunningPlatform,
  key: ClientKey,
  { method = 'POST', path, body = '' }: RawRequest,
  overrides: SigningOverrides = {},
): readonly (readonly [string, string])[] {
  const { dateHeader = 'x-ms-date', more = [], omit = [] } = overrides;
  const values = new Map([
    [dateHeader, overrides.date ?? new Date().toUTCString()],
    ['host', overrides.host ?? new URL(platform.address).host],
    ['x-ms-content-sha256', overrides.contentHash ?? createHash('sha256').update(body).digest('base64')],
  ]);
  const signedHeaders = overrides.signedHeaders ?? [...values.keys()];
  const lookUp = new Map([...more, ...values]);
  const text = stringToSign({
    method,
    pathAndQuery: path,
    signedHeaderValues: signedHeaders.map((name) => lookUp.get(name) ?? ''),
  });
  const signature = createHmac('sha256', Buffer.from(key.SecretKey, 'base64')).update(text).digest('base64');
  const parameters = [
    `Credential=${overrides.credential ?? key.Token}`,
    `SignedHeaders=${signedHeaders.join(';')}`,
    `Signature=${overrides.signature ?? signature}`,
  ];
  const authorization = `HMAC-SHA256 ${parameters.join('&')}`;
  return [...values, ...more, ['authorization', overrides.authorization ?? authorization] as const].filter(
    ([name]) => !omit.includes(name),
  );
}

/** Sends a signed request. */
export function callSigned(
  platform: RunningPlatform,
  key: ClientKey,
  target: RawRequest,
  overrides: SigningOverrides = {},
): Promise<Response> {
  const contentType = target.body === undefined ? [] : [['content-type', 'application/json'] as const];
  const headers = [...sign(platform, key, target, overrides), ...contentType, ...(target.headers ?? [])];
  return send(platform, { ...target, headers });
}

/** Creates a key for an account by user name, valid for a day by default. */
export async function createKey(
  platform: RunningPlatform,
  username: string,
  headers: RawRequest['headers'] = [],
  expirationDate = daysFromNow(1),
): Promise<ClientKey & { readonly Id: string }> {
  const { body: id } = await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, { user: username });
  const creation = { AccountId: id, ExpirationDate: expirationDate };
  const { body } = await call(platform, 'Create', creation, 'admin', headers);
  return body;
}

/** Returns the instant some days from now, ISO 8601 in UTC. */
export function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
}
