import { z } from 'zod';
import { installationFactsSchema } from '../../model/installationFacts.ts';
import { connectionIdSchema, nothing } from './inputs.ts';

/** Calls about what installations report about themselves. */
export const installationCalls = {
  /** The last known facts of all connections that have some, by connection id; sends no request. */
  'installation:getFacts': {
    input: nothing,
    output: z.object({ facts: z.record(z.string(), installationFactsSchema) }),
  },
  /** Reads the facts of a connection from its installation; `null` if it reports none. */
  'installation:readFacts': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: installationFactsSchema.nullable(),
  },
};
