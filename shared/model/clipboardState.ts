import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Maximum number of tokens copied at once; the export is meant for more. */
export const MAX_COPIED_TOKENS = 10_000;

/**
 * State of a secret that KeyDesk copied to the clipboard: a secret key, a text with it, or the passphrase of a file.
 * `empty`: none; `holding`: on the clipboard until `clearsAt`, or without limit if that is `null`. Results of clearing,
 * shown for a few seconds: `cleared`: it was there and is removed; `gone`: the clipboard had no text any more;
 * `replaced`: the clipboard had another text, which was not cleared. Results that last until the clipboard changes:
 * `stillThere`: clearing had no effect; `unverified`: the clipboard could not be read.
 */
export const clipboardStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('empty') }),
  z.object({
    status: z.literal('holding'),
    content: z.enum(['secret', 'passphrase']),
    clearsAt: instantSchema.nullable(),
  }),
  z.object({ status: z.literal('cleared') }),
  z.object({ status: z.literal('gone') }),
  z.object({ status: z.literal('replaced') }),
  z.object({ status: z.literal('stillThere') }),
  z.object({ status: z.literal('unverified') }),
]);
/** State of a secret that KeyDesk copied to the clipboard. */
export type ClipboardState = Readonly<z.infer<typeof clipboardStateSchema>>;

/** Result of clearing; `nothing` if KeyDesk had no secret on the clipboard. */
export const clearOutcomeSchema = z.enum(['cleared', 'gone', 'replaced', 'stillThere', 'unverified', 'nothing']);
/** Result of clearing. */
export type ClearOutcome = z.infer<typeof clearOutcomeSchema>;

/** Time within which pressing the copy shortcut again on the same key copies its secret, in milliseconds. */
export const COPY_NEXT_MS = 60_000;

/** Time after which a revealed secret is hidden, in milliseconds. */
export const REVEAL_MS = 30_000;
