import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { PlatformDatabase, PlatformTransaction } from '../storage/databaseEngine.ts';
import type { IdempotencyStore, WriteName } from '../storage/idempotencyStore.ts';
import { writeTransaction } from '../storage/writeTransaction.ts';
import { ApiError, invalidField } from './apiError.ts';
import { callerOf } from './requestAuthentication.ts';
import { bodyOf } from './requestBody.ts';

/** Header with an idempotency key; a retry with the same key is not executed again. */
export const REQUEST_ID_HEADER = 'x-ms-client-request-id';
/** Pattern of such a key, as a regular expression. */
export const REQUEST_ID_PATTERN = '^[\\w.~:{}-]{1,128}$';
const REQUEST_ID = new RegExp(REQUEST_ID_PATTERN);

/** Dependencies of {@link WriteRunner}. */
export interface WriteRunnerOptions {
  readonly database: PlatformDatabase;
  readonly responses: IdempotencyStore;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** Runs writes in transactions, and those with an idempotency key once only. */
export class WriteRunner {
  readonly #options: WriteRunnerOptions;

  constructor(options: WriteRunnerOptions) {
    this.#options = options;
  }

  /**
   * Executes a write and returns its response; for the retry of a write from the last 30 minutes, the stored response.
   * Rejected writes are not stored: nothing was done, and the client may correct them.
   * @throws ApiError 409 if the account has used the key for another write, 400 for an invalid key.
   */
  run<Value>(request: FastifyRequest, write: (transaction: PlatformTransaction) => Promise<Value>): Promise<Value> {
    const { database, responses, now } = this.#options;
    const name = readWriteName(request);
    return writeTransaction(database, async (transaction) => {
      if (name === null) {
        return write(transaction);
      }
      const earlier = await responses.find(transaction, name, now());
      if (earlier !== null) {
        if (earlier.fingerprint !== name.fingerprint) {
          throw new ApiError(409, 'RequestIdReused', `Another write used this ${REQUEST_ID_HEADER}.`);
        }
        return JSON.parse(earlier.text) as Value;
      }
      const response = await write(transaction);
      await responses.store(transaction, name, JSON.stringify(response), now());
      return response;
    });
  }
}

function readWriteName(request: FastifyRequest): WriteName | null {
  const values = request.raw.headersDistinct[REQUEST_ID_HEADER];
  if (values === undefined) {
    return null;
  }
  const [requestId = ''] = values;
  if (values.length > 1 || !REQUEST_ID.test(requestId)) {
    throw invalidField(REQUEST_ID_HEADER, 'The id is 1 to 128 letters, digits or . _ ~ : { } - and sent once.');
  }
  const { url = '' } = request.routeOptions;
  const fingerprint = createHash('sha256').update(`${url}\n`).update(bodyOf(request)).digest('base64');
  return { accountId: callerOf(request).id, requestId, fingerprint };
}
