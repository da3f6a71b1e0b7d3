import { z } from 'zod';

/** Name under which all items of KeyDesk stand in the keychain. */
export const KEYCHAIN_SERVICE = 'KeyDesk';

/** What the keychain worker is asked. One request at a time; `number` pairs it with its answer. */
export const keychainRequestSchema = z.discriminatedUnion('operation', [
  z.object({ number: z.int(), operation: z.literal('get'), account: z.string() }),
  z.object({ number: z.int(), operation: z.literal('set'), account: z.string(), secret: z.string() }),
  z.object({ number: z.int(), operation: z.literal('delete'), account: z.string() }),
]);
/** One request to the keychain worker. */
export type KeychainRequest = z.infer<typeof keychainRequestSchema>;

/**
 * What the worker answers: the secret of a `get` (`null` for none) and whether there was an item to give or to delete, or
 * the error text of keytar.
 */
export const keychainResponseSchema = z.discriminatedUnion('ok', [
  z.object({ number: z.int(), ok: z.literal(true), secret: z.string().nullable(), wasThere: z.boolean() }),
  z.object({ number: z.int(), ok: z.literal(false), error: z.string() }),
]);
/** One answer of the keychain worker. */
export type KeychainResponse = z.infer<typeof keychainResponseSchema>;
