import { z } from 'zod';
import { type AppError, ERROR_CODES } from '../result.ts';
import { ERROR_FACTS } from './errorFacts.ts';
import { FINDINGS } from './hygiene.ts';
import { instantSchema } from './instant.ts';
import { KEY_TEST_CODES } from './keyTest.ts';

/** Actions that are recorded in the activity journal. */
export const ACTIVITY_ACTIONS = [
  'created',
  'expiryChanged',
  'tokenCopied',
  'secretCopied',
  'secretRevealed',
  'tested',
  'snippetCopied',
  'fileHandedOver',
  'adopted',
  'adoptionRemoved',
  'deleted',
  'findingIgnored',
  'findingReopened',
  'connectionAdded',
  'connectionChanged',
  'connectionRemoved',
] as const;
/** One action out of {@link ACTIVITY_ACTIONS}. */
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** `unsure`: without a valid response, the change may or may not have been made. */
export const ACTIVITY_OUTCOMES = ['done', 'failed', 'unsure'] as const;
/** One outcome out of {@link ACTIVITY_OUTCOMES}. */
export type ActivityOutcome = (typeof ACTIVITY_OUTCOMES)[number];

/** One entry of the activity journal. Contains no secret and no full token. */
export const activityEntrySchema = z.strictObject({
  /** Consecutive number within the connection, starting at 1. */
  number: z.int().positive(),
  /** Time of the action by the clock of this computer, UTC. */
  at: instantSchema,
  connectionId: z.string(),
  /** Name of the connection at that time; empty for the sample platform. */
  connectionName: z.string(),
  action: z.enum(ACTIVITY_ACTIONS),
  outcome: z.enum(ACTIVITY_OUTCOMES),
  /** Why it did not succeed; `null` if it did, or if the platform gave no reason. */
  code: z.enum(ERROR_CODES).nullable(),
  /** What the test of a key found; for `tested` only. */
  testCode: z.enum(KEY_TEST_CODES).optional(),
  /** Which finding is ignored or no longer ignored, and why it was ignored; for these two actions only. */
  finding: z.enum(FINDINGS).optional(),
  reason: z.string().optional(),
  /** Identifier of the key on its installation; `null` if there is none (yet). */
  keyId: z.string().nullable(),
  /** Token of the key, shortened by `shortToken`; `null` if unknown. */
  token: z.string().nullable(),
  /** User name of the key's account; `null` if unknown. */
  username: z.string().nullable(),
  /** Full name of that account; `null` if unknown, and in entries of earlier versions. */
  fullName: z.string().nullable().default(null),
  /** Expiry before and after the action; `null` if it does not concern the expiry. */
  expiryBefore: instantSchema.nullable(),
  expiryAfter: instantSchema.nullable(),
});
/** One entry of the activity journal. */
export type ActivityEntry = Readonly<z.infer<typeof activityEntrySchema>>;

/** Columns of the exported journal, in order. */
export const ACTIVITY_COLUMNS = [
  'number',
  'at',
  'connection',
  'action',
  'outcome',
  'code',
  'username',
  'token',
  'keyId',
  'expiryBefore',
  'expiryAfter',
  'reason',
] as const;
/** One column out of {@link ACTIVITY_COLUMNS}. */
export type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];

/** How far a journal can be trusted. */
const activityVerdictSchema = z.object({
  /** Number of the first entry that breaks the hash chain; `null` if the chain is intact. */
  brokenAt: z.int().positive().nullable(),
  /** Whether entries are missing there, as after the data folder was restored to an earlier state; else they differ. */
  lacksEntries: z.boolean(),
  /** Number of unreadable lines after which the chain continues: writing them was interrupted. */
  tornLines: z.int().nonnegative(),
  /** First entry verified by the hash in the keychain, 1 for all; `null` while the keychain is unavailable. */
  sealedFrom: z.int().positive().nullable(),
});
/** How far a journal can be trusted. */
export type ActivityVerdict = Readonly<z.infer<typeof activityVerdictSchema>>;

/** The journal of one connection, without its entries. */
export const activityJournalSchema = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  verdict: activityVerdictSchema,
});
/** The journal of one connection, without its entries. */
export type ActivityJournal = Readonly<z.infer<typeof activityJournalSchema>>;

/** Returns the outcome of a failed change. */
export function outcomeOfFailure({
  code,
  reason,
}: Pick<AppError, 'code' | 'reason'>): Exclude<ActivityOutcome, 'done'> {
  const wasNotSent = reason?.kind === 'network' && reason.sent === 'nothing';
  return ERROR_FACTS[code].change === 'unknown' && !wasNotSent ? 'unsure' : 'failed';
}
