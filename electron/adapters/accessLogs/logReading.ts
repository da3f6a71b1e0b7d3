import { z } from 'zod';
import { lastUseSummarySchema } from '../../../shared/model/lastUse.ts';
import { localTimeSchema } from '../../../shared/model/localTime.ts';

/** The use of one account as logs state it. */
export const accountSchema = z.object({
  username: z.string(),
  lastCall: localTimeSchema.nullable(),
  lastRejection: localTimeSchema.nullable(),
  calls: z.int().nonnegative(),
  rejections: z.int().nonnegative(),
  addresses: z.array(z.string()).readonly(),
  otherAddresses: z.int().nonnegative(),
});

/** What access logs say, in the file of a connection and as a message of the process that reads them. */
export const logReadingSchema = lastUseSummarySchema
  .pick({
    lines: true,
    callsWithoutAccount: true,
    callsOfOtherAccounts: true,
    files: true,
    fileCount: true,
  })
  .extend({
    accounts: z.array(accountSchema).readonly(),
    period: z.object({ from: localTimeSchema, to: localTimeSchema }).nullable(),
  });
