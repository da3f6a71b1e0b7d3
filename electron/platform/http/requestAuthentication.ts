import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ACCOUNT_FIELD } from '../../../shared/adminApi/keyService.ts';
import { isHmacAuthorization } from '../../../shared/hmac/authorizationHeader.ts';
import { type BasicCredentials, parseBasic } from '../authentication/basicAuthentication.ts';
import { FailedAttempts } from '../authentication/failedAttempts.ts';
import { readSignedHead, verifyContentHash, verifySignature } from '../authentication/hmacAuthentication.ts';
import type { PasswordVerifier } from '../authentication/passwordHash.ts';
import type { OwnAddress } from '../ownAddress.ts';
import type { Caller, CallerStorage, SigningCredential } from '../storage/callerStorage.ts';
import { isUseDue, type KeyStorage } from '../storage/keyStorage.ts';
import type { PermissionLevel, Resource } from '../storage/schema.ts';
import { ApiError, throttled, unauthorized } from './apiError.ts';
import { headerLinesOf } from './guardOrigin.ts';
import { readBodies } from './requestBody.ts';
import type { ServerLimits } from './serverLimits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Marks the few routes without authentication. */
    readonly isOpen?: true;
  }
  interface FastifyRequest {
    caller: Caller | null;
    /** The account that the credentials name, also if they are wrong; `null` if there is no such account. */
    accountName: string | null;
    /** Set between head and body of a signed request. */
    awaitedBody: { readonly key: SigningCredential; readonly contentHash: string } | null;
  }
}

/** What authentication needs. */
export interface AuthenticationOptions {
  readonly callers: CallerStorage;
  readonly keys: KeyStorage;
  readonly passwords: PasswordVerifier;
  readonly limits: ServerLimits;
  /** Returns the names of the platform once it listens. */
  readonly address: () => OwnAddress;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Returns whether an error means that the database is temporarily unavailable. */
  readonly isUnavailable: (error: unknown) => boolean;
}

/** What is required, in every 401 without usable credentials. */
const REQUIRED = 'Authentication is required: HMAC-SHA256 or Basic.';
const WRONG_PASSWORD = 'The user name or the password is wrong.';

/** `Retry-After` while too many passwords are being compared, in seconds. */
const BUSY_SECONDS = 1;

/**
 * Requires authentication for every request except routes marked `isOpen`, including unknown paths, so that existing
 * paths cannot be discovered without an account. A change of account, rights or key by any process applies to
 * the next request.
 */
export function authenticateRequests(app: FastifyInstance, options: AuthenticationOptions): void {
  const { callers, keys, passwords, limits, address, now, isUnavailable } = options;
  const failed = new FailedAttempts(limits.failedAttempts, now);
  app.decorateRequest('caller', null);
  app.decorateRequest('accountName', null);
  app.decorateRequest('awaitedBody', null);

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config?.isOpen === true) {
      return;
    }
    const caller = await authenticate(request);
    requireApiCalls(caller);
    request.caller = caller;
  });

  readBodies(app, limits.bodyBytes, ({ awaitedBody }, body) => {
    if (awaitedBody === null) {
      return null;
    }
    verifyContentHash(body, awaitedBody.contentHash);
    const time = now();
    return isUseDue(awaitedBody.key, time) ? recordUse(awaitedBody.key, time) : null;
  });

  /** A read-only database still serves requests: failing to record the use must not fail the request. */
  async function recordUse({ keyId }: SigningCredential, time: number): Promise<void> {
    try {
      await keys.recordUse(keyId, time);
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
    }
  }

  function authenticate(request: FastifyRequest): Promise<Caller> {
    const header = request.headers.authorization;
    if (header !== undefined && isHmacAuthorization(header)) {
      return authenticateSigned(request);
    }
    const count = headerLinesOf(request).get('authorization')?.length ?? 0;
    const credentials = header === undefined || count !== 1 ? null : parseBasic(header);
    if (credentials === null) {
      throw unauthorized([REQUIRED, ...credentialsProblem(header, count)].join(' '));
    }
    return authenticateBasic(request, credentials);
  }

  /** A correct signature is accepted even while others guess for the same token: guessing cannot lock anybody out. */
  async function authenticateSigned(request: FastifyRequest): Promise<Caller> {
    const { method, originalUrl: url } = request;
    const time = now();
    const head = readSignedHead({ method, url, headers: headerLinesOf(request) }, time);
    const candidate = await callers.findByToken(head.token);
    request.accountName = candidate?.caller.username ?? null;
    const key = verifySignature(head, candidate, {
      onWrongCredential: (token, error) => countFailure(`token ${token}`, error.message),
      address: address(),
      now: time,
    });
    request.awaitedBody = { key, contentHash: head.contentHash };
    return key.caller;
  }

  /** A password verified before is accepted even while others guess for the same user name. */
  async function authenticateBasic(request: FastifyRequest, { username, password }: BasicCredentials): Promise<Caller> {
    const name = `user ${username}`;
    const credential = await callers.findByUsername(username);
    request.accountName = credential?.caller.username ?? null;
    const passwordHash = credential?.passwordHash ?? null;
    if (passwordHash === null || !passwords.isRemembered(password, passwordHash)) {
      rejectWhenThrottled(name, WRONG_PASSWORD);
    }
    const verdict = await passwords.verify(password, passwordHash);
    if (verdict === 'busy') {
      throw throttled('Too many passwords are being checked. Try again.', BUSY_SECONDS);
    }
    if (credential === null || verdict === 'wrong') {
      failed.note(name);
      throw unauthorized(WRONG_PASSWORD);
    }
    return credential.caller;
  }

  /** @param reason why this attempt failed: a client that tries something else still has to see it. */
  function countFailure(name: string, reason: string): void {
    rejectWhenThrottled(name, reason);
    failed.note(name);
  }

  /** @param reason of the last failure. */
  function rejectWhenThrottled(name: string, reason: string): void {
    const seconds = failed.waitingSeconds(name);
    if (seconds > 0) {
      const message = `Too many failed attempts with these credentials; try again in ${seconds} s. The last one: ${reason}`;
      throw throttled(message, seconds);
    }
  }
}

/** Says what is wrong with the `Authorization` of a request that is neither signed nor has credentials. */
function credentialsProblem(header: string | undefined, count: number): string[] {
  if (header === undefined) {
    return ['The request has no Authorization. If a script should have added it, the script may have failed.'];
  }
  if (count > 1) {
    return [`Authorization was sent ${count} times.`];
  }
  return /^basic(?: |$)/i.test(header)
    ? ['The Basic credentials are not base64 of user name, colon and password in UTF-8.']
    : ['Authorization has another scheme.'];
}

/** Returns the account behind a request. @throws Error on a route that is open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) {
    throw new Error('This route is open: there is no account behind the request.');
  }
  return request.caller;
}

/** Returns whether an account has at least this level on a resource. */
export function hasPermission(caller: Caller, resource: Resource, level: PermissionLevel): boolean {
  const granted = caller.levels.get(resource);
  return caller.isSystemAdministrator || granted === 'Full' || granted === level;
}

/** Display names of resources. */
const RESOURCE_NAMES: Readonly<Partial<Record<Resource, string>>> = {
  AuthenticationKeys: 'Authentication keys',
  SystemRoles: 'System roles',
};

/** Requires a permission. @throws ApiError 403 that names the missing one. */
export function requirePermission(request: FastifyRequest, resource: Resource, level: PermissionLevel): void {
  const caller = callerOf(request);
  if (!hasPermission(caller, resource, level)) {
    const missing = `"${permissionName(resource, level)}"`;
    throw new ApiError(403, 'NotPermitted', `The account ${caller.username} lacks the permission ${missing}.`);
  }
}

/** Returns the display name of a permission: `Authentication keys: Full access`. */
export function permissionName(resource: Resource, level: PermissionLevel): string {
  return `${RESOURCE_NAMES[resource] ?? resource}: ${level === 'Full' ? 'Full access' : 'View'}`;
}

const PROBLEM_TEXTS = {
  Disabled: 'is archived and cannot use its permission "API calls"',
  Inactive: 'is deactivated and cannot use its permission "API calls"',
  NoPermission: 'lacks the permission "API calls"',
} as const;

function requireApiCalls({ username, problem }: Caller): void {
  if (problem !== null) {
    const details = [{ Field: ACCOUNT_FIELD, Message: problem }];
    throw new ApiError(403, 'NotPermitted', `The account ${username} ${PROBLEM_TEXTS[problem]}.`, { details });
  }
}
