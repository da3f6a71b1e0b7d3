import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Most tokens that are copied at once: more than that is a table, for which there is the export. */
export const MAXIMUM_COPIED_TOKENS = 10_000;

/**
 * What the clipboard is known to hold of KeyDesk's secrets.
 * `empty`: none; `holding`: a copied secret, cleared at `clearsAt` or left there when that is `null`; `cleared` and
 * `replaced`: the verdict after clearing, told for a few seconds: the secret is gone, or something else had taken its
 * place and was left alone; `unverified`: it could not be told whether the secret is still there, and it is tried
 * again.
 */
export const clipboardStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('empty') }),
  z.object({ status: z.literal('holding'), clearsAt: instantSchema.nullable() }),
  z.object({ status: z.literal('cleared') }),
  z.object({ status: z.literal('replaced') }),
  z.object({ status: z.literal('unverified') }),
]);
/** What the clipboard is known to hold of KeyDesk's secrets. */
export type ClipboardState = Readonly<z.infer<typeof clipboardStateSchema>>;

/** How clearing went; `nothing` when no secret of KeyDesk was there. */
export const clearOutcomeSchema = z.enum(['cleared', 'replaced', 'unverified', 'nothing']);
/** How clearing went. */
export type ClearOutcome = z.infer<typeof clearOutcomeSchema>;

/** For how long a second press of the copy shortcut on the same key copies its secret, in milliseconds. */
export const COPY_NEXT_MS = 60_000;

/** How long a revealed secret stays in the window, in milliseconds. */
export const REVEAL_MS = 30_000;
