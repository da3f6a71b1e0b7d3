import { z } from 'zod';
import { diagnosisSchema } from '../../model/doctor.ts';
import { connectionIdSchema } from './inputs.ts';

/** Calls about pasted requests. */
export const doctorCalls = {
  /**
   * Says what is wrong in a pasted request. Longer texts than `MAX_PASTED_BYTES` are a finding. `connectionId` limits the
   * search for the key of the token; `useSecret` verifies the signature with its secret key, which is not returned.
   */
  'doctor:examine': {
    input: z.strictObject({
      text: z.string(),
      connectionId: connectionIdSchema.nullable(),
      useSecret: z.boolean(),
      /** Secret key of a token that no connection has, entered by the user; used for this examination alone. */
      secret: z.string().max(1_000).nullable().default(null),
      /** Which request, if the text contains several. */
      index: z.int().nonnegative().default(0),
    }),
    output: diagnosisSchema,
  },
};
