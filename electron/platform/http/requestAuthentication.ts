import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBasic } from '../authentication/basicAuthentication.ts';
import { isHmacAuthorization, verifyContentHash, verifyRequestHead } from '../authentication/hmacAuthentication.ts';
import type { PasswordVerifier } from '../authentication/passwordHash.ts';
import type { AccountStorage, Caller } from '../storage/accountStorage.ts';
import type { KeyStorage, StoredKeyWithSecret } from '../storage/keyStorage.ts';
import type { PermissionLevel, Resource } from '../storage/schema.ts';
import { ApiRefusal, tooLarge, unauthorized } from './apiRefusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Marks the few routes that answer without authentication. */
    readonly isOpen?: true;
  }
  interface FastifyRequest {
    caller: Caller | null;
    /** Set between head and body of a signed request. */
    awaitedBody: { readonly key: StoredKeyWithSecret; readonly contentHash: string } | null;
  }
}

/** What authentication needs. */
export interface AuthenticationOptions {
  readonly accounts: AccountStorage;
  readonly keys: KeyStorage;
  readonly passwords: PasswordVerifier;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/**
 * Asks every request for authentication, except those for routes marked `isOpen`; unknown paths are asked too, so
 * what exists cannot be found out without an account. Account, rights and key are read from the database with every
 * request: a change acts on the next one.
 */
export function authenticateRequests(app: FastifyInstance, options: AuthenticationOptions): void {
  const { accounts, keys, passwords, bodyLimit, now } = options;
  app.decorateRequest('caller', null);
  app.decorateRequest('awaitedBody', null);

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config?.isOpen === true) {
      return;
    }
    const caller = await accounts.readCaller(await authenticate(request));
    requireApiCalls(caller);
    request.caller = caller;
  });

  // Every body is read here, also one that no route would read: the signed hash covers the bytes as received.
  app.addHook('preParsing', async (request, _reply, payload) => {
    const body = await readBody(payload, bodyLimit);
    if (request.awaitedBody !== null) {
      verifyContentHash(body, request.awaitedBody.contentHash);
      await keys.noteUse(request.awaitedBody.key, now());
    }
    if (body.length === 0) {
      // Clients label and frame even an empty body, and not always as JSON; without a body there is nothing to label.
      delete request.headers['content-type'];
      delete request.headers['transfer-encoding'];
    }
    return Object.assign(Readable.from([body]), { receivedEncodedLength: body.length });
  });

  async function authenticate(request: FastifyRequest): Promise<number> {
    const header = request.headers.authorization;
    if (header !== undefined && isHmacAuthorization(header)) {
      const { method = '', url = '', rawHeaders } = request.raw;
      const signed = await verifyRequestHead({ method, url, rawHeaders }, (token) => keys.findByToken(token), now());
      request.awaitedBody = signed;
      return signed.key.accountId;
    }
    const credentials = header === undefined ? null : parseBasic(header);
    if (credentials === null) {
      throw unauthorized('Authentication is required: HMAC-SHA256 or Basic.');
    }
    const account = await accounts.findByUsername(credentials.username);
    const isRight = await passwords.verify(credentials.password, account?.passwordHash ?? null);
    if (account === null || !isRight) {
      throw unauthorized('The user name or the password is wrong.');
    }
    return account.id;
  }
}

/** Gives the account behind a request. @throws Error on a route that is open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) {
    throw new Error('This route is open: there is no account behind the request.');
  }
  return request.caller;
}

/** Tells whether an account has at least this level on a resource. */
export function hasPermission(caller: Caller, resource: Resource, level: PermissionLevel): boolean {
  const granted = caller.levels.get(resource);
  return caller.isSystemAdministrator || granted === 'Full' || granted === level;
}

/** How resources are named in messages. */
const RESOURCE_NAMES: Readonly<Partial<Record<Resource, string>>> = {
  AuthenticationKeys: 'Authentication keys',
};

/** Lets a request pass only with a permission. @throws ApiRefusal 403 that names the missing one. */
export function requirePermission(request: FastifyRequest, resource: Resource, level: PermissionLevel): void {
  const caller = callerOf(request);
  if (!hasPermission(caller, resource, level)) {
    const missing = `"${RESOURCE_NAMES[resource] ?? resource}: ${level === 'Full' ? 'Full access' : 'View'}"`;
    throw new ApiRefusal(403, 'NotPermitted', `The account ${caller.username} lacks the permission ${missing}.`);
  }
}

const PROBLEM_TEXTS = {
  Disabled: 'is disabled and cannot use its permission "API calls"',
  Inactive: 'is inactive and cannot use its permission "API calls"',
  NoPermission: 'lacks the permission "API calls"',
} as const;

function requireApiCalls({ username, problem }: Caller): void {
  if (problem !== null) {
    throw new ApiRefusal(403, 'NotPermitted', `The account ${username} ${PROBLEM_TEXTS[problem]}.`);
  }
}

/** Reads a body whole; what is too large is not read to its end. */
async function readBody(payload: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > limit) {
      throw tooLarge(limit);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
