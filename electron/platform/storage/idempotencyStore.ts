import type { SecretCipher } from '../authentication/secretCipher.ts';
import type { PlatformTransaction } from './databaseEngine.ts';

/** How long the response to a write is stored for retries, in milliseconds. */
export const RESPONSE_RETENTION_MS = 30 * 60 * 1000;

/** Identifies a write of an account. */
export interface WriteName {
  readonly accountId: number;
  /** Idempotency key that the client chose. */
  readonly requestId: string;
  /** Digest of method and body, which distinguishes a retry from another write with the same key. */
  readonly fingerprint: string;
}

/** A stored response. */
export interface StoredResponse {
  readonly fingerprint: string;
  /** JSON. */
  readonly text: string;
}

/** Responses to writes, encrypted because that of `Create` contains a secret. */
export class IdempotencyStore {
  readonly #cipher: SecretCipher;

  constructor(cipher: SecretCipher) {
    this.#cipher = cipher;
  }

  /** Returns the response to this write from the last 30 minutes, or `null`. */
  async find(transaction: PlatformTransaction, name: WriteName, now: number): Promise<StoredResponse | null> {
    await transaction
      .deleteFrom('storedAnswer')
      .where('creationDate', '<=', now - RESPONSE_RETENTION_MS)
      .execute();
    const row = await transaction
      .selectFrom('storedAnswer')
      .select(['fingerprint', 'sealedAnswer'])
      .where('accountId', '=', name.accountId)
      .where('requestId', '=', name.requestId)
      .executeTakeFirst();
    if (row === undefined) {
      return null;
    }
    const text = this.#cipher.open(row.sealedAnswer, sealName(name, row.fingerprint)).toString('utf8');
    return { fingerprint: row.fingerprint, text };
  }

  /** Stores a response in the transaction of the write, so that neither exists without the other. */
  async store(transaction: PlatformTransaction, name: WriteName, text: string, now: number): Promise<void> {
    const sealedAnswer = this.#cipher.seal(Buffer.from(text, 'utf8'), sealName(name, name.fingerprint));
    await transaction
      .insertInto('storedAnswer')
      .values({ ...name, sealedAnswer, creationDate: now })
      .execute();
  }
}

function sealName({ accountId, requestId }: WriteName, fingerprint: string): string {
  return `answer ${accountId} ${requestId} ${fingerprint}`;
}
