import { z } from 'zod';
import { adoptedDetailsSchema, adoptedKeySchema, adoptionSchema } from '../../model/adoptedKey.ts';
import { keyReferenceSchema } from '../../model/key.ts';
import { connectionIdSchema, nothing } from './inputs.ts';

const tokenSchema = keyReferenceSchema.shape.token;

/** Calls about keys that are known by token and secret only. */
export const adoptedKeyCalls = {
  'adopted:list': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ keys: z.array(adoptedKeySchema).readonly() }),
  },
  /** Adopts a key; its secret goes to the keychain only. */
  'adopted:add': { input: z.strictObject({ connectionId: connectionIdSchema, key: adoptionSchema }), output: nothing },
  /** Changes label and expiry. */
  'adopted:edit': {
    input: z.strictObject({ connectionId: connectionIdSchema, token: tokenSchema, details: adoptedDetailsSchema }),
    output: nothing,
  },
  /** Removes an adopted key and its secret. `secretRemoved` is false if it could not be deleted from the keychain yet. */
  'adopted:remove': {
    input: z.strictObject({ connectionId: connectionIdSchema, token: tokenSchema }),
    output: z.object({ secretRemoved: z.boolean() }),
  },
};
