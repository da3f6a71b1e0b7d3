import { z } from 'zod';

const keePassEntrySchema = z.strictObject({
  id: z.hex().length(32),
  title: z.string(),
  username: z.string(),
  password: z.string(),
  url: z.string(),
  notes: z.string(),
  expiresAt: z.iso.datetime().nullable(),
  fields: z.array(z.strictObject({ name: z.string(), value: z.string(), isSecret: z.boolean() })),
});

/** The only message to the process that encrypts a file. */
export const protectedFileRequestSchema = z.strictObject({
  passphrase: z.string(),
  content: z.discriminatedUnion('format', [
    z.strictObject({ format: z.literal('kdbx'), entry: keePassEntrySchema }),
    z.strictObject({ format: z.literal('age'), text: z.string() }),
  ]),
});
/** The only message to the process that encrypts a file. */
export type ProtectedFileRequest = z.infer<typeof protectedFileRequestSchema>;

/** Response of the process: the content of the file. */
export const protectedFileResponseSchema = z.object({
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
/** Response of the process: the content of the file. */
export type ProtectedFileResponse = z.infer<typeof protectedFileResponseSchema>;
