import { z } from 'zod';
import { appStateSchema } from '../../model/appState.ts';
import { enteredPassphraseSchema, newPassphraseSchema } from '../../model/lock.ts';
import { nothing } from './inputs.ts';

/** Calls about the lock. */
export const lockCalls = {
  'lock:lock': { input: nothing, output: appStateSchema },
  /** `null` if no passphrase is set. */
  'lock:unlock': {
    input: z.strictObject({ passphrase: enteredPassphraseSchema.nullable() }),
    output: appStateSchema,
  },
  /** Unlocks when the operating system confirms the user, instead of the passphrase. */
  'lock:unlockWithSystem': { input: nothing, output: appStateSchema },
  /** Sets the first passphrase (`current` is `null`) or changes it. */
  'lock:setPassphrase': {
    input: z.strictObject({ current: enteredPassphraseSchema.nullable(), next: newPassphraseSchema }),
    output: appStateSchema,
  },
  'lock:removePassphrase': { input: z.strictObject({ current: enteredPassphraseSchema }), output: appStateSchema },
};
