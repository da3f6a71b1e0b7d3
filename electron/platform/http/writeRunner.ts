import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { PlatformDatabase, PlatformTransaction } from '../storage/databaseEngine.ts';
import type { IdempotencyStore, WriteName } from '../storage/idempotencyStore.ts';
import { writeTransaction } from '../storage/writeTransaction.ts';
import { ApiError, invalidField } from './apiError.ts';
import { callerOf } from './requestAuthentication.ts';
import { bodyOf } from './requestBody.ts';

/** Header by which a client names a write; its repeat under the same name is not done again. */
export const REQUEST_ID_HEADER = 'x-ms-client-request-id';
/** What such an id looks like, as a regular expression. */
export const REQUEST_ID_PATTERN = '^[\\w.~:{}-]{1,128}$';
const REQUEST_ID = new RegExp(REQUEST_ID_PATTERN);

/** What writes are run with. */
export interface WriteRunnerOptions {
  readonly database: PlatformDatabase;
  readonly answers: IdempotencyStore;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** Runs writes in transactions, and those that carry an id of their own once only. */
export class WriteRunner {
  readonly #options: WriteRunnerOptions;

  constructor(options: WriteRunnerOptions) {
    this.#options = options;
  }

  /**
   * Does a write and gives its response; for the repeat of a write that was done in the last 30 minutes, the response
   * that was given then. What was refused is not remembered: nothing was done, and the client may correct it.
   * @throws ApiError 409 when the account has used the id for another write, 400 for an id that cannot be one.
   */
  run<Answer>(request: FastifyRequest, write: (transaction: PlatformTransaction) => Promise<Answer>): Promise<Answer> {
    const { database, answers, now } = this.#options;
    const name = readWriteName(request);
    return writeTransaction(database, async (transaction) => {
      if (name === null) {
        return write(transaction);
      }
      const earlier = await answers.find(transaction, name, now());
      if (earlier !== null) {
        if (earlier.fingerprint !== name.fingerprint) {
          throw new ApiError(409, 'RequestIdReused', `Another write has carried this ${REQUEST_ID_HEADER}.`);
        }
        return JSON.parse(earlier.text) as Answer;
      }
      const answer = await write(transaction);
      await answers.store(transaction, name, JSON.stringify(answer), now());
      return answer;
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
