import { z } from 'zod';
import { keyReferenceSchema } from '../../model/key.ts';

/** For calls without input or output. */
export const nothing = z.void();
/** A text in the window's language that main writes or searches; only the window has the translations. */
export const labelSchema = z.string().max(100);
/** Id of a connection. */
export const connectionIdSchema = z.string().min(1).max(64);
/** Name of the file type in the file dialog, in the window's language. */
export const fileKindSchema = z.strictObject({ fileKind: z.string().min(1).max(80) });
/** A key with the version that the user saw: if it was changed since, it is left unchanged. */
export const chosenKeySchema = keyReferenceSchema.extend({ version: z.int().nonnegative() });
/** One key of a connection. */
export const keyInputSchema = z.strictObject({ connectionId: connectionIdSchema, key: keyReferenceSchema });
