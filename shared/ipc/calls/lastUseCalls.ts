import { z } from 'zod';
import { type AccountUse, accountsTextOf, lastUseStateSchema, lastUseSummarySchema } from '../../model/lastUse.ts';
import { timeZoneSchema } from '../../model/localTime.ts';
import { connectionIdSchema, fileKindSchema, nothing } from './inputs.ts';

const connectionSchema = z.strictObject({ connectionId: connectionIdSchema });
const zonedSchema = connectionSchema.extend({ timeZone: timeZoneSchema });
/** The accounts were parsed when they were read; they cross as one string, see {@link accountsTextOf}. */
const accountsAsTextSchema = z.custom<readonly AccountUse[]>(Array.isArray).transform(accountsTextOf);
const readSchema = z.object({ isRead: z.boolean() });

/** Calls about the last use of accounts, from the access logs of the platform. */
export const lastUseCalls = {
  /** What was read for a connection; `null` if nothing was. Sends no request. */
  'lastUse:get': {
    input: connectionSchema,
    output: lastUseSummarySchema.extend({ accounts: accountsAsTextSchema }).nullable(),
  },
  /** How far the running reading is. */
  'lastUse:getState': { input: nothing, output: lastUseStateSchema },
  /** Reads logs that the user chooses; returns when that has ended. */
  'lastUse:readFiles': { input: zonedSchema.extend(fileKindSchema.shape), output: readSchema },
  /** Reads the logs in a folder that the user chooses; returns when that has ended. */
  'lastUse:readFolder': { input: zonedSchema, output: readSchema },
  /** Ends the running reading. */
  'lastUse:stop': { input: nothing, output: nothing },
  /** Corrects the time zone of what was read for a connection. */
  'lastUse:setTimeZone': { input: zonedSchema, output: nothing },
  /** Removes what was read for a connection. */
  'lastUse:forget': { input: connectionSchema, output: nothing },
};
