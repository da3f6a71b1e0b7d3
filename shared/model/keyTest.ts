import { z } from 'zod';
import { ERROR_CODES, INTERCEPTIONS, NETWORK_CAUSES } from '../result.ts';
import { instantSchema } from './instant.ts';
import { ACCOUNT_PROBLEMS, type AuthenticationKey, isSameKey, keyReferenceSchema } from './key.ts';

/**
 * What the result of a test says about the key. `caution`: it works, but not for everybody who follows the rules of the
 * platform; `fails`: the platform rejects it; `unclear`: the request did not get as far as the key.
 */
export type KeyTestVerdict = 'works' | 'caution' | 'fails' | 'unclear' | 'notTested';

/** What a test of a key can find, with its verdict. */
const KEY_TEST_VERDICTS = {
  works: 'works',
  /** Accepted, but the clock of this computer differs from that of the platform by `clockAheadSeconds`. */
  clockOff: 'caution',
  /** Accepted, but only signed for the host without its port: a proxy drops the port. */
  hostWithoutPort: 'caution',
  expired: 'fails',
  /** The platform has no key with this token (any more). */
  unknownToken: 'fails',
  /** The request arrived as it was signed, so the secret belongs to another key. */
  wrongSecret: 'fails',
  accountArchived: 'fails',
  accountDeactivated: 'fails',
  /** The account lacks the permission "API calls". */
  noApiCalls: 'fails',
  /** Another permission is missing, named in `error.detail`: the installation does not say which kind of problem it is. */
  notPermitted: 'unclear',
  /** The signature is wrong, and the installation does not say whether the request arrived as it was signed. */
  signatureRejected: 'unclear',
  /** The request arrived with another path: `sent` and `received`. */
  pathRewritten: 'unclear',
  /** The request arrived with another host: `sent` and `received`. */
  hostRewritten: 'unclear',
  /** The request arrived with another date or content hash: `sent` and `received`. */
  headerRewritten: 'unclear',
  /** The request arrived without its signature, or without a header that is signed. */
  signatureRemoved: 'unclear',
  /** The clocks differ by `clockAheadSeconds`, more than can be corrected; `null` if the platform did not say its time. */
  clockRejected: 'unclear',
  /** Too many wrong signatures for this token; nothing is sent until `error.retryAt`. */
  throttled: 'unclear',
  /** Something in front of the platform responded: `error.interception`. */
  intercepted: 'unclear',
  /** `error.networkCause`; `null` if there was no response in time. */
  notReachable: 'unclear',
  /** The platform responded with another error, in `error.code`. */
  platformFailed: 'unclear',
  /** The secret could not be read from the platform or the keychain: `error.code`. */
  secretNotRead: 'unclear',
  /** The test was stopped before this key: by the user (no `error`), or because all others would end alike. */
  notTested: 'notTested',
} as const satisfies Readonly<Record<string, KeyTestVerdict>>;

/** What a test of a key found. */
export type KeyTestCode = keyof typeof KEY_TEST_VERDICTS;

/** All {@link KeyTestCode}s. */
export const KEY_TEST_CODES = Object.keys(KEY_TEST_VERDICTS) as readonly KeyTestCode[];

/** The error behind a result. */
const keyTestErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** Text of the platform or technical cause, shown verbatim; `null` if there is none. */
  detail: z.string().nullable(),
  networkCause: z.enum(NETWORK_CAUSES).nullable(),
  interception: z.enum(INTERCEPTIONS).nullable(),
  /** End of the pause that the platform asks for; `null` if it does not. */
  retryAt: instantSchema.nullable(),
});
/** The error behind a result. */
export type KeyTestError = Readonly<z.infer<typeof keyTestErrorSchema>>;

/** Result of the test of one key. Contains no secret. */
export const keyTestResultSchema = z.object({
  ...keyReferenceSchema.shape,
  /** Version of the key and state of its account in the list when it was tested; see {@link isCurrentResult}. */
  version: z.int().nonnegative(),
  accountProblem: z.enum(ACCOUNT_PROBLEMS).nullable(),
  code: z.enum(KEY_TEST_CODES),
  /** When the test ended, by the clock of this computer, UTC. */
  testedAt: instantSchema,
  /** Seconds by which the clock of this computer is ahead of the platform; negative if behind, `null` if unknown. */
  clockAheadSeconds: z.int().nullable(),
  /** The part of the request that was changed on the way, as it was sent and as it arrived; `null` if it was not. */
  sent: z.string().nullable(),
  received: z.string().nullable(),
  error: keyTestErrorSchema.nullable(),
});
/** Result of the test of one key. */
export type KeyTestResult = Readonly<z.infer<typeof keyTestResultSchema>>;

/** Results of a run, one per key, in the order of the keys. */
export const keyTestReportSchema = z.object({ results: z.array(keyTestResultSchema).readonly() });
/** Results of a run. */
export type KeyTestReport = Readonly<z.infer<typeof keyTestReportSchema>>;

/** The run in progress; `null` if there is none. */
export const keyTestStateSchema = z.object({
  running: z
    .object({
      connectionId: z.string(),
      total: z.int(),
      finished: z.int(),
      /** Number of finished keys by what their verdict is. */
      works: z.int(),
      fails: z.int(),
      isStopping: z.boolean(),
    })
    .nullable(),
});
/** The run in progress. */
export type KeyTestState = Readonly<z.infer<typeof keyTestStateSchema>>;

/** Returns what a result says about the key. */
export function verdictOf({ code }: Pick<KeyTestResult, 'code'>): KeyTestVerdict {
  return KEY_TEST_VERDICTS[code];
}

/** Whether a key works as far as its test shows. */
export function hasPassed(result: Pick<KeyTestResult, 'code'>): boolean {
  const verdict = verdictOf(result);
  return verdict === 'works' || verdict === 'caution';
}

/** Whether a result still applies: neither the key nor the state of its account has changed in the list since. */
export function isCurrentResult(
  result: Pick<KeyTestResult, 'id' | 'token' | 'version' | 'accountProblem'>,
  key: Pick<AuthenticationKey, 'id' | 'token' | 'version' | 'accountProblem'>,
): boolean {
  return isSameKey(result, key) && result.version === key.version && result.accountProblem === key.accountProblem;
}
