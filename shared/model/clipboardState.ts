import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Most tokens that are copied at once: more than that is a table, for which there is the export. */
export const MAX_COPIED_TOKENS = 10_000;

/**
 * What the clipboard is known to hold of KeyDesk's secrets.
 * `empty`: none; `holding`: a copied secret, cleared at `clearsAt` or left there when that is `null`. The verdict, told for
 * a few seconds: `cleared`: the secret was there, and after clearing it was not; `gone`: no text was there any more;
 * `replaced`: another text had taken its place and was left alone. What lasts until it is seen to have changed:
 * `stillThere`: after clearing the secret was still there; `unverified`: the clipboard could not be looked at.
 */
export const clipboardStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('empty') }),
  z.object({ status: z.literal('holding'), clearsAt: instantSchema.nullable() }),
  z.object({ status: z.literal('cleared') }),
  z.object({ status: z.literal('gone') }),
  z.object({ status: z.literal('replaced') }),
  z.object({ status: z.literal('stillThere') }),
  z.object({ status: z.literal('unverified') }),
]);
/** What the clipboard is known to hold of KeyDesk's secrets. */
export type ClipboardState = Readonly<z.infer<typeof clipboardStateSchema>>;

/** How clearing went; `nothing` when no secret of KeyDesk was there. */
export const clearOutcomeSchema = z.enum(['cleared', 'gone', 'replaced', 'stillThere', 'unverified', 'nothing']);
/** How clearing went. */
export type ClearOutcome = z.infer<typeof clearOutcomeSchema>;

/** For how long a second press of the copy shortcut on the same key copies its secret, in milliseconds. */
export const COPY_NEXT_MS = 60_000;

/** How long a revealed secret stays in the window, in milliseconds. */
export const REVEAL_MS = 30_000;
