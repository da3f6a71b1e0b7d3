import { z } from 'zod';

/** Service name of all KeyDesk items in the keychain. */
export const KEYCHAIN_SERVICE = 'KeyDesk';

/** A request to the keychain worker. Only one is pending at a time; `number` pairs it with its response. */
export const keychainRequestSchema = z.discriminatedUnion('operation', [
  z.object({ number: z.int(), operation: z.literal('get'), account: z.string() }),
  z.object({ number: z.int(), operation: z.literal('set'), account: z.string(), secret: z.string() }),
  z.object({ number: z.int(), operation: z.literal('delete'), account: z.string() }),
]);
/** A request to the keychain worker. */
export type KeychainRequest = z.infer<typeof keychainRequestSchema>;

/**
 * The response of the worker: the secret of a `get` (`null` for none) and whether the item existed before a `get` or
 * `delete`; or the error message of keytar, or of the system if keytar could not be loaded.
 */
export const keychainResponseSchema = z.discriminatedUnion('ok', [
  z.object({ number: z.int(), ok: z.literal(true), secret: z.string().nullable(), wasThere: z.boolean() }),
  z.object({ number: z.int(), ok: z.literal(false), error: z.string(), isLoaded: z.boolean() }),
]);
/** A response of the keychain worker. */
export type KeychainResponse = z.infer<typeof keychainResponseSchema>;
