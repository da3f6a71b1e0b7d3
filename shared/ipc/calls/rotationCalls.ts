import { z } from 'zod';
import { instantSchema } from '../../model/instant.ts';
import {
  MAX_OVERLAP_DAYS,
  MAX_ROTATED_KEYS,
  rotationProgressSchema,
  rotationReportSchema,
  rotationSchema,
} from '../../model/rotation.ts';
import { savedTableSchema } from '../../model/tableFile.ts';
import { chosenKeySchema, connectionIdSchema, fileKindSchema, nothing } from './inputs.ts';

const rotationIdsSchema = z.array(z.string().max(64)).min(1).max(MAX_ROTATED_KEYS);
const chosenRotationsSchema = z.strictObject({ connectionId: connectionIdSchema, ids: rotationIdsSchema });
const checklistSchema = chosenRotationsSchema.extend({ language: z.enum(['en', 'ru']) });

/** Calls about rotations: the replacement of keys by new ones. */
export const rotationCalls = {
  /** The rotations of a connection, from the known list and what this computer has recorded; sends no request. */
  'rotations:list': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ rotations: z.array(rotationSchema).readonly() }),
  },
  /**
   * Creates a new key for the account of each key. Keys that are part of a rotation are skipped; those of an account that
   * was given another new key in the last days (`hasYoungerKey`), unless `acceptsYoungerKey`.
   */
  'rotations:start': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(chosenKeySchema).min(1).max(MAX_ROTATED_KEYS),
      /** Expiry of every new key, which has to be after the overlap. */
      newExpiry: instantSchema,
      overlapDays: z.int().min(0).max(MAX_OVERLAP_DAYS),
      acceptsYoungerKey: z.boolean().default(false),
    }),
    output: rotationReportSchema,
  },
  /**
   * Continues: creates a new key whose creation was interrupted, otherwise tests the new key, and only after a passed test
   * lets the old key expire after the overlap, or at its own expiry if that is sooner.
   */
  'rotations:proceed': { input: chosenRotationsSchema, output: rotationReportSchema },
  /** Puts the expiry of the old key back and deletes the new one, in this order. */
  'rotations:takeBack': { input: chosenRotationsSchema, output: rotationReportSchema },
  /** Disables the old keys now, whose new keys were tested. */
  'rotations:finish': { input: chosenRotationsSchema, output: rotationReportSchema },
  /** Removes rotations from the list; changes no key. */
  'rotations:dismiss': { input: chosenRotationsSchema, output: nothing },
  /** Stops the current run: no further key is tried. */
  'rotations:stop': { input: nothing, output: nothing },
  /** Progress of the current run. */
  'rotations:getState': { input: nothing, output: rotationProgressSchema },
  /** Saves rotations as a checklist in Markdown to a file that the user chooses; without secrets and full tokens. */
  'rotations:exportChecklist': {
    input: checklistSchema.extend(fileKindSchema.shape),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
  /** Copies the same checklist. */
  'rotations:copyChecklist': { input: checklistSchema, output: nothing },
};
