import { z } from 'zod';
import { clearOutcomeSchema, clipboardStateSchema, MAX_COPIED_TOKENS } from '../../model/clipboardState.ts';
import { handOverLabelsSchema } from '../../model/handOver.ts';
import { instantSchema } from '../../model/instant.ts';
import { keyReferenceSchema } from '../../model/key.ts';
import { connectionIdSchema, keyInputSchema, nothing } from './inputs.ts';

/** Calls about the clipboard. Values of keys reach it without passing through the window. */
export const clipboardCalls = {
  'clipboard:copyToken': { input: keyInputSchema, output: nothing },
  /** Copies tokens, one per line, without those of keys that are no longer in the list. */
  'clipboard:copyTokens': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(keyReferenceSchema).min(1).max(MAX_COPIED_TOKENS),
    }),
    output: z.object({ copied: z.int() }),
  },
  /** Copies what the user of a key has to know, except for the secret, as one text. */
  'clipboard:copyHandOver': { input: keyInputSchema.extend({ labels: handOverLabelsSchema }), output: nothing },
  /** Copies a secret without passing it to the window; returns only when it will be cleared. */
  'clipboard:copySecret': {
    input: keyInputSchema,
    output: z.object({ clearsAt: instantSchema.nullable() }),
  },
  /** Clears the clipboard if it still contains the copied secret; `replaced` if it contains something else. */
  'clipboard:clear': { input: nothing, output: z.object({ outcome: clearOutcomeSchema }) },
  /** Copies the token; the next call for the same key within a minute copies its secret. */
  'clipboard:copyNext': {
    input: keyInputSchema,
    output: z.object({ copied: z.enum(['token', 'secret']), clearsAt: instantSchema.nullable() }),
  },
  'clipboard:getState': { input: nothing, output: clipboardStateSchema },
};
