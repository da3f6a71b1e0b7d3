import { appStateSchema } from '../../model/appState.ts';
import { preferencesSchema } from '../../model/settings.ts';
import { nothing } from './inputs.ts';

/** Calls about the application as a whole. */
export const appCalls = {
  'app:getState': { input: nothing, output: appStateSchema },
  'app:setPreferences': { input: preferencesSchema.strict().partial(), output: appStateSchema },
  /** Retries the keychain after the user has unlocked or installed it. */
  'app:retryKeychain': { input: nothing, output: appStateSchema },
  /** Cancels pending keychain calls; operations that need them fail or continue without. */
  'app:cancelKeychain': { input: nothing, output: appStateSchema },
  /** Treats the items that the keychain does not return as lost. */
  'app:acceptKeychainLoss': { input: nothing, output: appStateSchema },
};
