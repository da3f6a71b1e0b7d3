import { z } from 'zod';
import { type AccountUse, accountsTextOf, lastUseSummarySchema } from '../../model/lastUse.ts';
import { connectionIdSchema, nothing } from './inputs.ts';

const connectionSchema = z.strictObject({ connectionId: connectionIdSchema });
/** The accounts were parsed when they were read; they cross as one string, see {@link accountsTextOf}. */
const accountsAsTextSchema = z.custom<readonly AccountUse[]>(Array.isArray).transform(accountsTextOf);

/** Calls about the last use of accounts, from the access logs of the platform. */
export const lastUseCalls = {
  /** What was read for a connection; `null` if nothing was. Sends no request. */
  'lastUse:get': {
    input: connectionSchema,
    output: lastUseSummarySchema.extend({ accounts: accountsAsTextSchema }).nullable(),
  },
  /** Removes what was read for a connection. */
  'lastUse:forget': { input: connectionSchema, output: nothing },
};
