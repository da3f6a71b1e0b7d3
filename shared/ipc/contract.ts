import { z } from 'zod';
import {
  ACTIVITY_ACTIONS,
  ACTIVITY_COLUMNS,
  ACTIVITY_OUTCOMES,
  activityEntrySchema,
  activityJournalSchema,
} from '../model/activity.ts';
import { appStateSchema } from '../model/appState.ts';
import { bulkReportSchema, bulkStateSchema } from '../model/bulkChange.ts';
import { clearOutcomeSchema, clipboardStateSchema, MAX_COPIED_TOKENS } from '../model/clipboardState.ts';
import {
  certificateSchema,
  connectionChangeSchema,
  connectionSummarySchema,
  connectionTrialSchema,
  newConnectionSchema,
} from '../model/connection.ts';
import { connectionChangeOutcomeSchema } from '../model/connectionChange.ts';
import { connectionTestResultSchema } from '../model/connectionTest.ts';
import { connectionImportSchema } from '../model/connectionTransfer.ts';
import { handOverLabelsSchema } from '../model/handOver.ts';
import { instantSchema } from '../model/instant.ts';
import {
  accountIdSchema,
  authenticationKeySchema,
  eligibleAccountSchema,
  keyPermissionsSchema,
  keyReferenceSchema,
} from '../model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS, MAX_EXPORTED_KEYS } from '../model/keyExport.ts';
import { followedLinkSchema } from '../model/keyLink.ts';
import { keyViewSchema } from '../model/keyView.ts';
import { enteredPassphraseSchema, newPassphraseSchema } from '../model/lock.ts';
import { preferencesSchema } from '../model/settings.ts';
import { savedTableSchema, tableFileFields } from '../model/tableFile.ts';
import type { Channel } from './channels.ts';
import { keyListSchema } from './keyListSchema.ts';

/** Maximum number of keys in one call: far above what a user selects, far below what would block the main process. */
export const MAX_CHANGED_KEYS = 100_000;
/** Maximum number of accounts on one page of the account search. */
const MAX_ACCOUNT_PAGE_SIZE = 200;

/** Maximum number of entries of the activity journal that one call returns. */
const MAX_ACTIVITY_PAGE_SIZE = 500;

const nothing = z.void();
/** A text in the window's language that main writes or searches; only the window has the translations. */
const labelSchema = z.string().max(100);
const connectionIdSchema = z.string().min(1).max(64);
/** Name of the file type in the file dialog, in the window's language. */
const fileKindSchema = z.strictObject({ fileKind: z.string().min(1).max(80) });
/** A key with the version that the user saw: if it was changed since, it is left unchanged. */
const chosenKeySchema = keyReferenceSchema.extend({ version: z.int().nonnegative() });
const keyInputSchema = z.strictObject({ connectionId: connectionIdSchema, key: keyReferenceSchema });

const activityFilter = {
  /** `null`: all connections, also those that were removed. */
  connectionId: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable(),
  search: z.string().max(200),
  actions: z.record(z.enum(ACTIVITY_ACTIONS), labelSchema),
};

/**
 * Input and output of every call. Main parses the input before the handler receives it and the output before it is
 * sent: an unknown property of an input is rejected, an undeclared field of an output (such as a secret) is dropped.
 */
export const contract = {
  'app:getState': { input: nothing, output: appStateSchema },
  'app:setPreferences': { input: preferencesSchema.strict().partial(), output: appStateSchema },
  /** Retries the keychain after the user has unlocked or installed it. */
  'app:retryKeychain': { input: nothing, output: appStateSchema },
  /** Cancels pending keychain calls; operations that need them fail or continue without. */
  'app:cancelKeychain': { input: nothing, output: appStateSchema },
  /** Treats the items that the keychain does not return as lost. */
  'app:acceptKeychainLoss': { input: nothing, output: appStateSchema },

  'connections:list': {
    input: nothing,
    output: z.object({
      connections: z.array(connectionSummarySchema),
      activeConnectionId: z.string(),
    }),
  },
  'connections:add': { input: newConnectionSchema, output: connectionSummarySchema },
  'connections:change': { input: connectionChangeSchema, output: connectionChangeOutcomeSchema },
  /**
   * `passwordRemoved` is false if the password could not be deleted from the keychain, `cachedSecretsLeft` is the
   * number of secret keys still in it, and `listRemoved` is false if the cached list could not be deleted. All are
   * deleted at a later start.
   */
  'connections:remove': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({
      passwordRemoved: z.boolean(),
      cachedSecretsLeft: z.int().nonnegative(),
      listRemoved: z.boolean(),
    }),
  },
  'connections:activate': { input: z.strictObject({ connectionId: connectionIdSchema }), output: nothing },
  /** Tests the values of a form; saves nothing. */
  'connections:test': {
    input: connectionTrialSchema,
    output: z.object({ steps: z.array(connectionTestResultSchema) }),
  },
  /** Saves the connections, without passwords, to a file that the user chooses; `null` if cancelled. */
  'connections:export': {
    input: fileKindSchema,
    output: z.object({ fileName: z.string(), count: z.int() }).nullable(),
  },
  /** Adds the connections of a file that the user chooses; `null` if cancelled. */
  'connections:import': { input: fileKindSchema, output: connectionImportSchema.nullable() },
  /** Reads the certificates of a file that the user chooses; `null` if cancelled. */
  'connections:chooseCertificates': { input: fileKindSchema, output: z.array(certificateSchema).readonly().nullable() },

  /**
   * Updates the list from the installation. `knownRevision` is the revision that the window has: unchanged keys are not
   * sent again. `isFull` fetches every key again, including what the change feed does not report: the last use.
   */
  'keys:list': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      knownRevision: z.int().nullable().default(null),
      isFull: z.boolean().default(false),
    }),
    output: keyListSchema,
  },
  /** The list in the cache of this computer; sends no request. */
  'keys:listCached': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ list: keyListSchema.nullable(), fault: z.enum(['restored', 'damaged']).nullable() }),
  },
  /** Saves keys of the known list as a table, without secrets, to a file that the user chooses. */
  'keys:export': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      /** Tokens of the keys; unlike an id, a token never names another key. */
      tokens: z.array(keyReferenceSchema.shape.token).min(1).max(MAX_EXPORTED_KEYS),
      columns: z.record(z.enum(KEY_COLUMNS), labelSchema),
      states: z.record(z.enum(EXPORTED_STATES), labelSchema),
      ...tableFileFields,
    }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
  'keys:getPermissions': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: keyPermissionsSchema,
  },
  'keys:create': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      accountId: accountIdSchema.check(z.maxLength(200)),
      expirationDate: instantSchema,
    }),
    output: authenticationKeySchema,
  },
  'keys:edit': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      key: chosenKeySchema,
      expirationDate: instantSchema,
    }),
    output: authenticationKeySchema,
  },
  'keys:delete': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(chosenKeySchema).min(1).max(MAX_CHANGED_KEYS),
    }),
    output: bulkReportSchema,
  },
  /** Sets the expiry of many keys; the report contains the new version of each. */
  'keys:setExpiry': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      changes: z
        .array(chosenKeySchema.extend({ expirationDate: instantSchema }))
        .min(1)
        .max(MAX_CHANGED_KEYS),
    }),
    output: bulkReportSchema,
  },
  /** Layout of the key table of a connection. */
  'keyViews:get': { input: z.strictObject({ connectionId: connectionIdSchema }), output: keyViewSchema },
  'keyViews:set': { input: z.strictObject({ connectionId: connectionIdSchema, view: keyViewSchema }), output: nothing },
  /** Returns the key link opened by the operating system, once; `null` if there is none. */
  'keyLinks:take': { input: nothing, output: followedLinkSchema.nullable() },
  /** Progress of the current bulk run, and the runs interrupted by a crash. */
  'bulk:getState': { input: nothing, output: bulkStateSchema },
  /** Stops the current run: no further key is processed. */
  'bulk:stop': { input: nothing, output: nothing },
  /** Removes an interrupted run. */
  'bulk:dismiss': { input: z.strictObject({ runId: z.string().max(64) }), output: nothing },
  /** The only call that returns a secret key. */
  'keys:reveal': { input: keyInputSchema, output: z.object({ secretKey: z.string() }) },
  /** Reports that the window has hidden the revealed secret, so that the screen may be captured again. */
  'keys:hide': { input: nothing, output: nothing },

  'accounts:listEligible': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      search: z.string().max(200),
      skip: z.int().nonnegative(),
      take: z.int().min(1).max(MAX_ACCOUNT_PAGE_SIZE),
    }),
    output: z.object({ items: z.array(eligibleAccountSchema), total: z.int() }),
  },

  'clipboard:copyToken': { input: keyInputSchema, output: nothing },
  /** Copies tokens, one per line, without those of keys that are no longer in the list. */
  'clipboard:copyTokens': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(keyReferenceSchema).min(1).max(MAX_COPIED_TOKENS),
    }),
    output: z.object({ copied: z.int() }),
  },
  /** Copies what the user of a key has to know, except for the secret, as one text. */
  'clipboard:copyHandOver': { input: keyInputSchema.extend({ labels: handOverLabelsSchema }), output: nothing },
  /** Copies a secret without passing it to the window; returns only when it will be cleared. */
  'clipboard:copySecret': {
    input: keyInputSchema,
    output: z.object({ clearsAt: instantSchema.nullable() }),
  },
  /** Clears the clipboard if it still contains the copied secret; `replaced` if it contains something else. */
  'clipboard:clear': { input: nothing, output: z.object({ outcome: clearOutcomeSchema }) },
  /** Copies the token; the next call for the same key within a minute copies its secret. */
  'clipboard:copyNext': {
    input: keyInputSchema,
    output: z.object({ copied: z.enum(['token', 'secret']), clearsAt: instantSchema.nullable() }),
  },
  'clipboard:getState': { input: nothing, output: clipboardStateSchema },

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

  /** Actions done from this computer, newest first, and how far each journal can be trusted. */
  'activity:list': {
    input: z.strictObject({
      ...activityFilter,
      skip: z.int().nonnegative(),
      take: z.int().min(1).max(MAX_ACTIVITY_PAGE_SIZE),
    }),
    output: z.object({
      items: z.array(activityEntrySchema),
      total: z.int(),
      journals: z.array(activityJournalSchema),
    }),
  },
  /** Saves the entries as a table to a file that the user chooses. */
  'activity:export': {
    input: z.strictObject({
      ...activityFilter,
      outcomes: z.record(z.enum(ACTIVITY_OUTCOMES), labelSchema),
      columns: z.record(z.enum(ACTIVITY_COLUMNS), labelSchema),
      sample: labelSchema,
      ...tableFileFields,
    }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
} satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

/** The contract as a type. */
type Contract = typeof contract;
/** What a caller passes to a channel. */
export type Input<C extends Channel> = z.input<Contract[C]['input']>;
/** What a handler receives: the input after parsing. */
type ParsedInput<C extends Channel> = z.output<Contract[C]['input']>;
/** What a channel returns. */
export type Output<C extends Channel> = z.output<Contract[C]['output']>;

/** What a handler returns: the output before parsing. */
type HandlerResponse<C extends Channel> = z.input<Contract[C]['output']>;

/** One handler per channel; a missing or extra one does not compile. Handlers fail by throwing `AppError`. */
export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => Promise<HandlerResponse<C>> | HandlerResponse<C>;
};
