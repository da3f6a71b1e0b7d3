import type { SecretCipher } from '../authentication/secretCipher.ts';
import { PlatformStartError } from '../platformStartError.ts';
import type { PlatformDatabase } from './databaseEngine.ts';

const FACT = 'encryptionKeyCheck';

/**
 * Ensures that a database is opened with its encryption key, so that a wrong one is detected at the start and not with
 * the first secret.
 * @throws PlatformStartError for another key.
 */
export async function verifyEncryptionKey(database: PlatformDatabase, cipher: SecretCipher): Promise<void> {
  const value = cipher.seal(Buffer.alloc(0), FACT);
  await database
    .insertInto('platformFact')
    .values({ name: FACT, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const fact = await database
    .selectFrom('platformFact')
    .select('value')
    .where('name', '=', FACT)
    .executeTakeFirstOrThrow();
  try {
    cipher.open(fact.value, FACT);
  } catch (cause) {
    throw new PlatformStartError('The encryption key is not the one that the database was made with.', { cause });
  }
}
