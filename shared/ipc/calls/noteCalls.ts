import { z } from 'zod';
import { storageProblemSchema } from '../../model/appState.ts';
import { keyReferenceSchema } from '../../model/key.ts';
import { type KeyNotes, keyNoteSchema, notesTextOf } from '../../model/keyNote.ts';
import { connectionIdSchema, nothing } from './inputs.ts';
import { MAX_CHANGED_KEYS } from './keyCalls.ts';

const tokenSchema = keyReferenceSchema.shape.token.min(1);
/** Notes were parsed when they were read; they cross as one string, see {@link notesTextOf}. */
const notesAsTextSchema = z.custom<KeyNotes>((value) => value instanceof Map).transform(notesTextOf);

/** Calls about the notes of this computer about keys. */
export const noteCalls = {
  /** All notes of a connection. Sends no request. */
  'notes:list': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({
      notes: notesAsTextSchema,
      /** The file that was damaged and set aside; `savedAs` is `null` if it was left in place. */
      damaged: z.object({ savedAs: z.string().nullable(), isRestored: z.boolean() }).nullable(),
      /** Why notes cannot be changed; `null` if they can. */
      problem: storageProblemSchema.nullable(),
    }),
  },
  /** Replaces the note of a key; an empty one removes it. */
  'notes:save': {
    input: z.strictObject({ connectionId: connectionIdSchema, token: tokenSchema, note: keyNoteSchema }),
    output: nothing,
  },
  /** Removes the notes of some keys. */
  'notes:remove': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      tokens: z.array(tokenSchema).min(1).max(MAX_CHANGED_KEYS),
    }),
    output: nothing,
  },
};
