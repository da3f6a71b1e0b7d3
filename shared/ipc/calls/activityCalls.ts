import { z } from 'zod';
import {
  ACTIVITY_ACTIONS,
  ACTIVITY_COLUMNS,
  ACTIVITY_OUTCOMES,
  activityEntrySchema,
  activityJournalSchema,
} from '../../model/activity.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { labelSchema } from './inputs.ts';

/** Maximum number of entries of the activity journal that one call returns. */
const MAX_ACTIVITY_PAGE_SIZE = 500;

const activityFilter = {
  /** `null`: all connections, also those that were removed. */
  connectionId: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable(),
  search: z.string().max(200),
  actions: z.record(z.enum(ACTIVITY_ACTIONS), labelSchema),
};

/** Calls about the activity journal. */
export const activityCalls = {
  /** Actions done from this computer, newest first, and how far each journal can be trusted. */
  'activity:list': {
    input: z.strictObject({
      ...activityFilter,
      skip: z.int().nonnegative(),
      take: z.int().min(1).max(MAX_ACTIVITY_PAGE_SIZE),
    }),
    output: z.object({
      items: z.array(activityEntrySchema),
      total: z.int(),
      journals: z.array(activityJournalSchema),
    }),
  },
  /** Saves the entries as a table to a file that the user chooses. */
  'activity:export': {
    input: z.strictObject({
      ...activityFilter,
      outcomes: z.record(z.enum(ACTIVITY_OUTCOMES), labelSchema),
      columns: z.record(z.enum(ACTIVITY_COLUMNS), labelSchema),
      sample: labelSchema,
      ...tableFileFields,
    }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
};
