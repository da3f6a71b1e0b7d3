import type { IncomingMessage } from 'node:http';
import { type FastifyInstance, fastify } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ACCOUNT_SERVICE_PATH } from '../../../shared/adminApi/accountService.ts';
import { ROLE_SERVICE_PATH } from '../../../shared/adminApi/roleService.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { OpenedSecrets } from '../authentication/openedSecrets.ts';
import type { PasswordVerifier } from '../authentication/passwordHash.ts';
import type { SecretCipher } from '../authentication/secretCipher.ts';
import { localOrigin, type OwnAddress, ownAddress, publicPathOf, withoutPublicPath } from '../ownAddress.ts';
import type { AccessLogFiles } from '../storage/accessLogFiles.ts';
import { AccountStorage } from '../storage/accountStorage.ts';
import { CallerStorage } from '../storage/callerStorage.ts';
import type { CommitWatch } from '../storage/commitWatch.ts';
import type { PlatformDatabase } from '../storage/databaseEngine.ts';
import { IdempotencyStore } from '../storage/idempotencyStore.ts';
import { KeyStorage } from '../storage/keyStorage.ts';
import { RoleStorage } from '../storage/roleStorage.ts';
import { logAccess } from './accessLog.ts';
import { accountRoutes } from './accountRoutes.ts';
import { serveApiDescription } from './apiDescriptionRoute.ts';
import { unknownMethod } from './apiError.ts';
import { errorResponses, REQUEST_ERRORS } from './apiMethod.ts';
import { guardConnections } from './connectionGuard.ts';
import { serveDocumentation } from './documentation.ts';
import { guardOrigin } from './guardOrigin.ts';
import { keyRoutes } from './keyRoutes.ts';
import { authenticateRequests } from './requestAuthentication.ts';
import { responseSerializer } from './responseSerializer.ts';
import { roleRoutes } from './roleRoutes.ts';
import { createErrorHandler, type ReportFailure, rejectUnusualRequests, sendConnectionError } from './sendError.ts';
import { serveServerDetails } from './serverDetailsRoute.ts';
import type { ServerLimits } from './serverLimits.ts';
import { WriteRunner } from './writeRunner.ts';

/** Interval of the checks for connections over their time limit, in milliseconds. */
const CONNECTION_CHECK_MS = 250;

/** Options of the server. */
export interface ServerOptions {
  readonly database: PlatformDatabase;
  /** Tells of changes of the database; `null` if it cannot. */
  readonly commits: CommitWatch | null;
  readonly cipher: SecretCipher;
  readonly passwords: PasswordVerifier;
  readonly limits: ServerLimits;
  /** Where a proxy or tunnel makes the platform available, or `null`. */
  readonly publicAddress: URL | null;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly reportFailure: ReportFailure;
  /** `null` to write no access log. */
  readonly accessLog: AccessLogFiles | null;
  /** When all passwords expire, as reported, milliseconds since the epoch, UTC; `null` for never. */
  readonly passwordExpiry: number | null;
  /** Returns whether an error means that the database is temporarily unavailable. */
  readonly isUnavailable: (error: unknown) => boolean;
}

/** Builds the HTTP server of the platform; it does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const {
    database,
    commits,
    cipher,
    passwords,
    limits,
    publicAddress,
    now,
    reportFailure,
    accessLog,
    isUnavailable,
    passwordExpiry,
  } = options;
  const publicPath = publicPathOf(publicAddress);
  const handleError = createErrorHandler({ reportFailure, isUnavailable, bodyLimit: limits.bodyBytes });
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeMs,
    keepAliveTimeout: limits.idleTimeMs,
    http: {
      maxHeaderSize: limits.headBytes,
      headersTimeout: limits.headTimeMs,
      // A request without Host gets our own response in JSON.
      requireHostHeader: false,
      connectionsCheckingInterval: CONNECTION_CHECK_MS,
    },
    clientErrorHandler: sendConnectionError,
    frameworkErrors: handleError,
    ...(publicPath === ''
      ? {}
      : { rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutPublicPath(url, publicAddress) }),
  });
  let own: OwnAddress | null = null;
  const address = () => {
    own ??= ownAddress(portOf(app), publicAddress);
    return own;
  };
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(responseSerializer);
  app.setErrorHandler(handleError);

  rejectUnusualRequests(app.server);
  guardConnections(app, limits.connections);
  guardOrigin(app, address);
  app.addHook('onRequest', (_request, reply, done) => {
    // Responses contain secrets and must not be cached.
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done();
  });
  const accounts = new AccountStorage(database);
  const keys = new KeyStorage(database, cipher);
  const writes = new WriteRunner({ database, responses: new IdempotencyStore(cipher), now });
  const callers = new CallerStorage(database, new OpenedSecrets(cipher), commits);
  authenticateRequests(app, { callers, keys, passwords, limits, address, now, isUnavailable });
  if (accessLog !== null) {
    const origin = () => publicAddress?.origin ?? localOrigin(portOf(app));
    logAccess(app, { files: accessLog, origin, now });
  }
  app.setNotFoundHandler(async () => {
    throw unknownMethod();
  });
  await serveDocumentation(app, publicPath);
  serveApiDescription(app, publicPath);
  app.get(
    '/health',
    {
      config: { isOpen: true },
      schema: {
        operationId: 'Health',
        summary: 'Reports that the platform is running.',
        tags: ['Platform'],
        security: [],
        response: { 200: z.object({ Status: z.literal('Healthy') }), ...errorResponses(REQUEST_ERRORS) },
      },
    },
    async () => ({ Status: 'Healthy' as const }),
  );
  serveServerDetails(app, { database, origin: () => address().origins[0] ?? '', now });
  app.register(keyRoutes, { prefix: DEFAULT_SERVICE_PATH, database, accounts, keys, writes, now });
  app.register(accountRoutes, { prefix: ACCOUNT_SERVICE_PATH, accounts, writes, now, passwordExpiry });
  app.register(roleRoutes, { prefix: ROLE_SERVICE_PATH, roles: new RoleStorage(database), writes });
  return app;
}

/** The port that a server listens on. @throws Error before it does. */
export function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server does not listen on a port.');
  }
  return address.port;
}
