import { z } from 'zod';
import { type AppError, ERROR_CODES } from '../result.ts';
import { ERROR_FACTS } from './errorFacts.ts';
import { instantSchema } from './instant.ts';

/** What can be done from this computer and is kept in the activity journal. */
export const ACTIVITY_ACTIONS = [
  'created',
  'expiryChanged',
  'tokenCopied',
  'secretCopied',
  'secretRevealed',
  'deleted',
  'connectionAdded',
  'connectionChanged',
  'connectionRemoved',
] as const;
/** One action out of {@link ACTIVITY_ACTIONS}. */
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** `unsure`: no proper answer came, so a change may or may not have been made. */
export const ACTIVITY_OUTCOMES = ['done', 'failed', 'unsure'] as const;
/** One outcome out of {@link ACTIVITY_OUTCOMES}. */
export type ActivityOutcome = (typeof ACTIVITY_OUTCOMES)[number];

/** One entry of the activity journal. Never a secret, never a whole token. */
export const activityEntrySchema = z.strictObject({
  /** Counts the entries of a connection from 1 on, without a gap. */
  number: z.int().positive(),
  /** When it was done, by the clock of this computer; UTC. */
  at: instantSchema,
  connectionId: z.string(),
  /** Name of the connection at that time; empty for the sample platform. */
  connectionName: z.string(),
  action: z.enum(ACTIVITY_ACTIONS),
  outcome: z.enum(ACTIVITY_OUTCOMES),
  /** Why it did not succeed; `null` for what is done, or where the platform gave no reason. */
  code: z.enum(ERROR_CODES).nullable(),
  /** Identifier of the key on its platform; `null` where there is none (yet). */
  keyId: z.string().nullable(),
  /** Token of the key as `shortToken` cuts it; `null` where it is not known. */
  token: z.string().nullable(),
  /** User name of the key's account; `null` where it is not known. */
  username: z.string().nullable(),
  /** Expiry before and after, where the action is about it. */
  expiryBefore: instantSchema.nullable(),
  expiryAfter: instantSchema.nullable(),
});
/** One entry of the activity journal. */
export type ActivityEntry = Readonly<z.infer<typeof activityEntrySchema>>;

/** The columns of the exported journal, in their order. */
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
] as const;
/** One column out of {@link ACTIVITY_COLUMNS}. */
export type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];

/** How much of a journal can be trusted. */
const activityVerdictSchema = z.object({
  /** Number of the first entry at which the chain of hashes does not fit; `null` where all of it does. */
  brokenAt: z.int().positive().nullable(),
  /** Whether entries are left out there, as after a data folder was put back to an earlier state; else something differs. */
  lacksEntries: z.boolean(),
  /** Lines that cannot be read although the chain goes on past them: they were cut off while being written. */
  tornLines: z.int().nonnegative(),
  /** The keychain vouches for the entries from this number on; `null` while it cannot be asked. 1: for all. */
  sealedFrom: z.int().positive().nullable(),
});
/** How much of a journal can be trusted. */
export type ActivityVerdict = Readonly<z.infer<typeof activityVerdictSchema>>;

/** The journal of one connection, without its entries. */
export const activityJournalSchema = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  verdict: activityVerdictSchema,
});
/** The journal of one connection, without its entries. */
export type ActivityJournal = Readonly<z.infer<typeof activityJournalSchema>>;

/** Says what became of a change that failed. */
export function outcomeOfFailure({
  code,
  reason,
}: Pick<AppError, 'code' | 'reason'>): Exclude<ActivityOutcome, 'done'> {
  const wasNotSent = reason?.kind === 'network' && reason.sent === 'nothing';
  return ERROR_FACTS[code].change === 'unknown' && !wasNotSent ? 'unsure' : 'failed';
}
