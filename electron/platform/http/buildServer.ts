import { randomUUID } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { ACCOUNT_SERVICE_PATH } from '../../../shared/adminApi/accountService.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import type { PasswordVerifier } from '../authentication/passwordHash.ts';
import type { AccountStorage } from '../storage/accountStorage.ts';
import type { KeyStorage } from '../storage/keyStorage.ts';
import { accountRoutes } from './accountRoutes.ts';
import { answerBrokenConnection, answerErrors, type ReportFailure } from './answerError.ts';
import { ApiRefusal } from './apiRefusal.ts';
import { guardOrigin } from './guardOrigin.ts';
import { keyRoutes } from './keyRoutes.ts';
import { authenticateRequests } from './requestAuthentication.ts';

/** Largest body of a request in bytes. */
export const BODY_LIMIT = 1024 * 1024;
/** Largest head of a request in bytes. */
export const HEADER_LIMIT = 16 * 1024;
/** How long the head and the whole of a request may take to arrive, and an idle connection may stay, in milliseconds. */
const HEADERS_TIME_LIMIT_MS = 10_000;
const REQUEST_TIME_LIMIT_MS = 30_000;
const KEEP_ALIVE_MS = 5_000;
/** Most connections at a time. */
const CONNECTION_LIMIT = 256;

/** What the server works on. */
export interface ServerOptions {
  readonly accounts: AccountStorage;
  readonly keys: KeyStorage;
  readonly passwords: PasswordVerifier;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly reportFailure: ReportFailure;
}

/** Builds the HTTP server of the platform; it does not listen yet. */
export function buildServer({ accounts, keys, passwords, now, reportFailure }: ServerOptions): FastifyInstance {
  const handleError = answerErrors(reportFailure, BODY_LIMIT);
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIME_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    genReqId: () => randomUUID(),
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: HEADERS_TIME_LIMIT_MS, connectionsCheckingInterval: 1000 },
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: handleError,
  });
  app.server.maxConnections = CONNECTION_LIMIT;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.removeContentTypeParser('text/plain');

  guardOrigin(app, () => portOf(app));
  app.addHook('onRequest', async (_request, reply) => {
    // Answers hold secrets and must not stay in a cache.
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
  authenticateRequests(app, { accounts, keys, passwords, bodyLimit: BODY_LIMIT, now });
  app.setNotFoundHandler(async () => {
    throw new ApiRefusal(404, 'UnknownMethod', 'The platform has no such method.');
  });
  app.get('/health', { config: { isOpen: true } }, async () => ({ Status: 'Healthy' }));
  app.register(keyRoutes, { prefix: DEFAULT_SERVICE_PATH, accounts, keys, now });
  app.register(accountRoutes, { prefix: ACCOUNT_SERVICE_PATH, accounts, now });
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
