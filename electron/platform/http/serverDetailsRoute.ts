import type { FastifyInstance } from 'fastify';
import { SERVER_DETAILS_PATH, wireServerDetailsSchema } from '../../../shared/adminApi/serverDetails.ts';
import type { PlatformDatabase } from '../storage/databaseEngine.ts';
import { databaseIdOf } from '../storage/databaseId.ts';
import { errorResponses, REQUEST_ERRORS } from './apiMethod.ts';

/** Version of the platform and of its API. */
export const PLATFORM_VERSION = '1';

/** Options of {@link serveServerDetails}. */
interface ServerDetailsOptions {
  readonly database: PlatformDatabase;
  /** Returns the address under which the platform is available. */
  readonly origin: () => string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** Serves what the platform says about itself, to every account that may use the API. */
export function serveServerDetails(app: FastifyInstance, { database, origin, now }: ServerDetailsOptions): void {
  app.get(
    SERVER_DETAILS_PATH,
    {
      schema: {
        operationId: 'Heartbeat_ServerDetails',
        summary: 'Gives version, database, time and time zone of the server.',
        tags: ['Platform'],
        response: { 200: wireServerDetailsSchema, ...errorResponses([...REQUEST_ERRORS, 401, 429, 500, 503]) },
      },
    },
    async () => ({
      response: {
        queryDate: new Date(now()).toISOString(),
        address: origin(),
        version: PLATFORM_VERSION,
        database: await databaseIdOf(database),
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        language: 'en-US',
      },
      error: null,
      success: true as const,
    }),
  );
}
