import { z } from 'zod';
import { ERROR_CODES } from '../result.ts';
import { BULK_OUTCOMES } from './bulkChange.ts';
import { accountImpactSchema } from './deletionImpact.ts';
import { instantSchema } from './instant.ts';
import { accountIdSchema, keyIdSchema } from './key.ts';
import { MAX_LEAKED_TOKENS } from './leakedTokens.ts';

const tokenSchema = z.string().regex(/^[\da-f]{32}$/);
/** All keys of an account. */
export const accountCriteriaSchema = z.strictObject({
  kind: z.literal('account'),
  username: z.string().trim().min(1).max(256),
});
/** The keys of all accounts with a system role. */
export const roleCriteriaSchema = z.strictObject({ kind: z.literal('role'), role: z.string().trim().min(1).max(256) });
/** Keys by their times. */
export const periodCriteriaSchema = z.strictObject({
  kind: z.literal('period'),
  /** The key was created at or after this instant; `null` for any time. */
  createdFrom: instantSchema.nullable(),
  /** The key was created before this instant; `null` for any time. */
  createdBefore: instantSchema.nullable(),
  /** The key was last used at or after this instant; `null` for any time, also never. */
  usedSince: instantSchema.nullable(),
});
/** All keys. */
export const everythingCriteriaSchema = z.strictObject({ kind: z.literal('everything') });

/** Which keys an incident concerns, in the connections that are chosen with it. */
export const incidentCriteriaSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tokens'), tokens: z.array(tokenSchema).min(1).max(MAX_LEAKED_TOKENS) }),
  accountCriteriaSchema,
  roleCriteriaSchema,
  periodCriteriaSchema.refine((period) => period.createdFrom ?? period.createdBefore ?? period.usedSince, 'required'),
  everythingCriteriaSchema,
]);
/** Which keys an incident concerns. */
export type IncidentCriteria = Readonly<z.infer<typeof incidentCriteriaSchema>>;

/** {@link IncidentCriteria} without what is in the list of tokens. */
const criteriaSummarySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tokens'), count: z.int() }),
  accountCriteriaSchema,
  roleCriteriaSchema,
  periodCriteriaSchema,
  everythingCriteriaSchema,
]);
/** {@link IncidentCriteria} without what is in the list of tokens. */
export type CriteriaSummary = Readonly<z.infer<typeof criteriaSummarySchema>>;

/** Number of accounts shown for each connection; those that lose access come first. */
export const MAX_SHOWN_ACCOUNTS = 50;
/** Number of tokens or keys named in the window; the exported report names all. */
export const MAX_SHOWN_KEYS = 200;

/** What was found in one connection. */
const foundPartSchema = z.object({
  connectionId: z.string(),
  /** `current`: just fetched. `cached`: from this computer, since the installation did not respond. `missing`: none. */
  list: z.enum(['current', 'cached', 'missing']),
  /** When the list was last confirmed; `null` if it is missing. */
  fetchedAt: instantSchema.nullable(),
  /** Why the list could not be fetched; `null` if it could. */
  code: z.enum(ERROR_CODES).nullable(),
  /** Number of keys that would be disabled. */
  keys: z.int().nonnegative(),
  /** Number of keys concerned that the user left out. */
  leftOut: z.int().nonnegative(),
  /** Number of keys concerned that have expired already. */
  expired: z.int().nonnegative(),
  /** Shortened tokens of keys that KeyDesk itself signs in with, which are left out. */
  ownKeys: z.array(z.string()).readonly(),
  /** The first {@link MAX_SHOWN_ACCOUNTS} accounts. */
  accounts: z.array(accountImpactSchema).readonly(),
  /** Number of all accounts whose keys would be disabled. */
  accountCount: z.int().nonnegative(),
  /** Number of those that lose access, or may lose it. */
  losing: z.int().nonnegative(),
});
/** What was found in one connection. */
export type FoundPart = Readonly<z.infer<typeof foundPartSchema>>;

/** A key that was found and works. */
const foundKeySchema = z.object({
  id: keyIdSchema,
  /** Shortened. */
  token: z.string(),
  expirationDate: instantSchema,
  lastUsedDate: instantSchema.nullable(),
  isLeftOut: z.boolean(),
});
/** An account with keys that were found and work. */
const foundAccountSchema = z.object({
  accountId: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  /** Number of its keys that were found, and of those that the user left out. */
  found: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  /** Those that match the search, as far as {@link MAX_SHOWN_KEYS} allows. */
  keys: z.array(foundKeySchema).readonly(),
});
/** An account with keys that were found and work. */
export type FoundAccount = Readonly<z.infer<typeof foundAccountSchema>>;
/** The keys of one connection that match a search. */
export const foundKeysSchema = z.object({
  accounts: z.array(foundAccountSchema).readonly(),
  /** Number of keys that match but are not returned. */
  more: z.int().nonnegative(),
});
/** The keys of one connection that match a search. */
export type FoundKeys = Readonly<z.infer<typeof foundKeysSchema>>;

/** What is left out of a run, or taken back into it: a key, or all keys of an account. */
export const leavableSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key'), id: keyIdSchema.check(z.maxLength(200)) }),
  z.strictObject({ kind: z.literal('account'), id: accountIdSchema.check(z.maxLength(200)) }),
]);
/** What is left out of a run, or taken back into it. */
export type Leavable = Readonly<z.infer<typeof leavableSchema>>;

/** A key that is not managed here: KeyDesk cannot disable it. */
const unmanagedKeySchema = z.object({ connectionId: z.string(), token: z.string(), label: z.string() });

/** What was found before anything is disabled. */
const incidentFindingsSchema = z.object({
  id: z.string(),
  criteria: criteriaSummarySchema,
  parts: z.array(foundPartSchema).readonly(),
  /** Shortened tokens that are in no list: the first {@link MAX_SHOWN_KEYS}. */
  notFound: z.array(z.string()).readonly(),
  notFoundCount: z.int().nonnegative(),
  unmanaged: z.array(unmanagedKeySchema).readonly(),
});
/** What was found before anything is disabled. */
export type IncidentFindings = Readonly<z.infer<typeof incidentFindingsSchema>>;

/**
 * Outcome for one key of an incident. Those of a bulk run, and: `restored`; `notRestored`: see its code; `expired`: it no
 * longer works for another reason; `leftOut`: the user left it out; `ownKey`: KeyDesk signs in with it; `unmanaged`: known by token and secret only;
 * `notFound`: a token that is in no list.
 */
export const INCIDENT_OUTCOMES = [
  ...BULK_OUTCOMES,
  'restored',
  'notRestored',
  'expired',
  'leftOut',
  'ownKey',
  'unmanaged',
  'notFound',
] as const;
/** One outcome out of {@link INCIDENT_OUTCOMES}. */
export type IncidentOutcome = (typeof INCIDENT_OUTCOMES)[number];

/** Outcomes of keys that still work although they should not, and can be tried again. */
const OPEN_OUTCOMES: readonly IncidentOutcome[] = ['changed', 'failed', 'unknown', 'notTried'];

/** Whether a key of this outcome is still to be disabled. */
export function isOpenOutcome(outcome: IncidentOutcome): boolean {
  return OPEN_OUTCOMES.includes(outcome);
}

/** One key of an incident. */
const incidentRowSchema = z.object({
  /** `null` for a token that is in no list. */
  connectionId: z.string().nullable(),
  /** Shortened. */
  token: z.string(),
  username: z.string(),
  fullName: z.string(),
  /** Its expiry before; `null` if unknown. */
  formerExpiry: instantSchema.nullable(),
  outcome: z.enum(INCIDENT_OUTCOMES),
  code: z.enum(ERROR_CODES).nullable(),
});
/** One key of an incident. */
export type IncidentRow = Readonly<z.infer<typeof incidentRowSchema>>;

/**
 * State of an incident in one connection. `done`: nothing is left to do. `open`: keys are still to be disabled, or the
 * installation did not respond. `restored`: all keys have their former expiry again. `notRestored`: not all of them.
 * `removed`: the connection was removed.
 */
export const PART_STATES = ['running', 'done', 'open', 'restored', 'notRestored', 'removed'] as const;

const incidentPartSchema = z.object({
  connectionId: z.string(),
  /** Name of the connection when the incident began; empty for the sample connection. */
  connectionName: z.string(),
  state: z.enum(PART_STATES),
  /** Number of keys of the run in progress, or of all keys known to be concerned. */
  total: z.int(),
  /** Number of those whose outcome is known. */
  finished: z.int(),
  /** Number of keys that were disabled and can be restored. */
  disabled: z.int(),
  /** Number of keys that are still to be disabled, as far as known. */
  open: z.int(),
  /** Number of keys that the user left out. */
  leftOut: z.int(),
  /** Number of keys that have their former expiry again. */
  restored: z.int(),
  /** Why the part as a whole is open; `null` if single keys are, or none. */
  code: z.enum(ERROR_CODES).nullable(),
  /** Number of keys found in the current list of an open part; `null` while the installation does not respond. */
  waiting: z.int().nullable(),
});
/** State of an incident in one connection. */
export type IncidentPart = Readonly<z.infer<typeof incidentPartSchema>>;

/** An incident, as far as it was dealt with. */
const incidentSchema = z.object({
  id: z.string(),
  startedAt: instantSchema,
  criteria: criteriaSummarySchema,
  parts: z.array(incidentPartSchema).readonly(),
  /** Connections that the user left out, with the number of keys found there. */
  leftOut: z.array(z.object({ name: z.string(), keys: z.int() })).readonly(),
  /** The first {@link MAX_SHOWN_KEYS} keys that need attention. */
  attention: z.array(incidentRowSchema).readonly(),
  attentionCount: z.int(),
  /** Whether the restoration of its keys was requested. */
  isRestored: z.boolean(),
  /** What is being done now; `null` if nothing is. */
  running: z.enum(['disabling', 'restoring']).nullable(),
});
/** An incident, as far as it was dealt with. */
export type Incident = Readonly<z.infer<typeof incidentSchema>>;

/** Names that occur in the lists of all connections on this computer, each once in any letter case, in order. */
export const knownNamesSchema = z.object({
  accounts: z.array(z.object({ name: z.string(), detail: z.string() })).readonly(),
  roles: z.array(z.object({ name: z.string(), detail: z.string() })).readonly(),
});
/** Names that occur in the lists of all connections on this computer; `detail` is the full name of an account. */
export type KnownNames = Readonly<z.infer<typeof knownNamesSchema>>;

/** State of the page. */
export const incidentStateSchema = z.object({
  isSearching: z.boolean(),
  /** The last search; `null` if it was used, discarded, or there was none. */
  findings: incidentFindingsSchema.nullable(),
  /** Newest first. */
  incidents: z.array(incidentSchema).readonly(),
  /** Number of records on this computer that cannot be read. */
  unreadable: z.int(),
});
/** State of the page. */
export type IncidentState = Readonly<z.infer<typeof incidentStateSchema>>;

/** Columns of the exported report, in order. */
export const INCIDENT_COLUMNS = [
  'connection',
  'fullName',
  'username',
  'token',
  'formerExpiry',
  'outcome',
  'code',
] as const;
/** One column out of {@link INCIDENT_COLUMNS}. */
export type IncidentColumn = (typeof INCIDENT_COLUMNS)[number];

/** Kinds of files that a report for people is saved as: a document, or text for a ticket. Also the extension of its files. */
export const INCIDENT_REPORT_FORMATS = ['pdf', 'md'] as const;
/** One kind out of {@link INCIDENT_REPORT_FORMATS}. */
export type IncidentReportFormat = (typeof INCIDENT_REPORT_FORMATS)[number];
