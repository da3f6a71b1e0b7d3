import { z } from 'zod';
import { keyTestReportSchema, keyTestResultSchema, keyTestStateSchema } from '../../model/keyTest.ts';
import { chosenKeySchema, connectionIdSchema, nothing } from './inputs.ts';
import { MAX_CHANGED_KEYS } from './keyCalls.ts';

/** Calls about tests of keys. */
export const keyTestCalls = {
  /** Makes one signed call with each key, which changes nothing; returns when all are tested or the run was stopped. */
  'keys:test': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(chosenKeySchema).min(1).max(MAX_CHANGED_KEYS),
    }),
    output: keyTestReportSchema,
  },
  /** Progress of the current run. */
  'keyTests:getState': { input: nothing, output: keyTestStateSchema },
  /** The last result of each tested key of a connection, since KeyDesk was started. */
  'keyTests:list': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ results: z.array(keyTestResultSchema).readonly() }),
  },
  /** Stops the current run: no further key is tested. */
  'keyTests:stop': { input: nothing, output: nothing },
};
