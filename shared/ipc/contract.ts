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
import { instantSchema } from '../model/instant.ts';
import {
  type AuthenticationKey,
  accountIdSchema,
  authenticationKeySchema,
  eligibleAccountSchema,
  keyPermissionsSchema,
  keyReferenceSchema,
  keyTextOf,
} from '../model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS } from '../model/keyExport.ts';
import { followedLinkSchema } from '../model/keyLink.ts';
import { accountStatesSchema } from '../model/keyList.ts';
import { keyViewSchema } from '../model/keyView.ts';
import { enteredPassphraseSchema, newPassphraseSchema } from '../model/lock.ts';
import { preferencesSchema } from '../model/settings.ts';
import type { Channel } from './channels.ts';

/** Most keys that one call may delete, change or save; far above what a person ticks, far below what blocks the main process. */
export const MAX_CHANGED_KEYS = 100_000;
/** Most accounts that one page of the account search holds. */
const MAX_ACCOUNT_PAGE_SIZE = 200;

/** Most entries of the activity journal that one call gives. */
const MAX_ACTIVITY_PAGE_SIZE = 500;

const nothing = z.void();
/** A word of the window's language that main writes or searches, since the words are in the window. */
const labelSchema = z.string().max(100);
const identifierSchema = z.string().min(1).max(200);
const connectionIdSchema = z.string().min(1).max(64);
/** The file dialog names the kind of file in the language of the window, which main does not speak. */
const fileKindSchema = z.strictObject({ fileKind: z.string().min(1).max(80) });
/** Each with the version that the user saw: a key that was changed since is left alone. */
const chosenKeySchema = keyReferenceSchema.extend({ version: z.int().nonnegative() });
const keyInputSchema = z.strictObject({ connectionId: connectionIdSchema, key: keyReferenceSchema });

/**
 * The keys were parsed when they came from the installation or the disk. They are not parsed again: for 100,000 keys that
 * blocks the main process for a second.
 */
const keysAsTextSchema = z.custom<readonly AuthenticationKey[]>(Array.isArray).transform(keyTextOf);

const keyListSchema = z.object({
  /** All keys, or what has changed since the revision that the window has. */
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('complete'), keys: keysAsTextSchema }),
    z.object({ kind: z.literal('changes'), keys: keysAsTextSchema, deletedIds: z.array(identifierSchema).readonly() }),
  ]),
  total: z.int(),
  fetchedAt: instantSchema,
  accountStates: accountStatesSchema,
  revision: z.int(),
});

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
 * What every call takes and gives. Main parses the input before a handler sees it and the output before it leaves,
 * so an extra property is refused on the way in and an undeclared field (a secret, say) is dropped on the way out.
 */
export const contract = {
  'app:getState': { input: nothing, output: appStateSchema },
  'app:setPreferences': { input: preferencesSchema.strict().partial(), output: appStateSchema },
  /** Asks the keychain again after the user has unlocked or installed it. */
  'app:retryKeychain': { input: nothing, output: appStateSchema },
  /** Gives up what waits for the keychain, most likely for its prompt; what needed it fails or goes on without. */
  'app:cancelKeychain': { input: nothing, output: appStateSchema },
  /** Takes what the keychain refuses for lost. */
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
   * `passwordRemoved` is false when the keychain could not be made to forget the password; `cachedSecretsLeft` counts the
   * secret keys that it still holds; `listRemoved` is false when the kept list of keys is still on the disk. They are
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
  /** Tries a form out; nothing is saved. */
  'connections:test': {
    input: connectionTrialSchema,
    output: z.object({ steps: z.array(connectionTestResultSchema) }),
  },
  /** Saves the connections without their passwords where the user wants; `null` when the user cancelled it. */
  'connections:export': {
    input: fileKindSchema,
    output: z.object({ fileName: z.string(), count: z.int() }).nullable(),
  },
  /** Adds the connections of a file that the user chooses; `null` when the user cancelled it. */
  'connections:import': { input: fileKindSchema, output: connectionImportSchema.nullable() },
  /** Reads a certificate that the user chooses; `null` when the user cancelled it. */
  'connections:chooseCertificate': { input: fileKindSchema, output: certificateSchema.nullable() },

  /**
   * Asks the installation. `knownRevision` is the one that the window has: the same items are not sent again.
   * `isFull` fetches every key anew, also what the installation tells as no change: when a key was used.
   */
  'keys:list': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      knownRevision: z.int().nullable().default(null),
      isFull: z.boolean().default(false),
    }),
    output: keyListSchema,
  },
  /** The list as it was kept on this computer; asks nobody. */
  'keys:listCached': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ list: keyListSchema.nullable(), fault: z.enum(['restored', 'damaged']).nullable() }),
  },
  /** Saves keys as CSV without their secrets, out of what is known of them; `null` when the user cancelled it. */
  'keys:export': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      /** By their tokens, each of which is one key for ever. */
      tokens: z.array(keyReferenceSchema.shape.token).min(1).max(MAX_CHANGED_KEYS),
      columns: z.record(z.enum(KEY_COLUMNS), labelSchema),
      states: z.record(z.enum(EXPORTED_STATES), labelSchema),
      fileKind: labelSchema,
    }),
    output: z.object({ savedAs: z.string().nullable() }),
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
  /** Gives many keys a new expiry; the answer tells the new version of each. */
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
  /** How the user has arranged the table of keys of a connection. */
  'keyViews:get': { input: z.strictObject({ connectionId: connectionIdSchema }), output: keyViewSchema },
  'keyViews:set': { input: z.strictObject({ connectionId: connectionIdSchema, view: keyViewSchema }), output: nothing },
  /** The link to a key that the operating system has opened, once; `null` for none. */
  'keyLinks:take': { input: nothing, output: followedLinkSchema.nullable() },
  /** How the run stands that is going on, and what is known of one that a crash has cut off. */
  'bulk:getState': { input: nothing, output: bulkStateSchema },
  /** Has the run that is going on try no further key. */
  'bulk:stop': { input: nothing, output: nothing },
  /** Forgets the run that was cut off. */
  'bulk:dismiss': { input: z.strictObject({ runId: z.string().max(64) }), output: nothing },
  /** The only call whose answer holds a secret key. */
  'keys:reveal': { input: keyInputSchema, output: z.object({ secretKey: z.string() }) },
  /** Says that the revealed secret is gone from the window, so that the screen may be captured again. */
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
  /** Copies tokens, one a line; those of keys that have left the list are left out. */
  'clipboard:copyTokens': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(keyReferenceSchema).min(1).max(MAX_COPIED_TOKENS),
    }),
    output: z.object({ copied: z.int() }),
  },
  /** The secret goes from the platform to the clipboard inside main; the answer only says when it will be cleared. */
  'clipboard:copySecret': {
    input: keyInputSchema,
    output: z.object({ clearsAt: instantSchema.nullable() }),
  },
  /** Clears the clipboard if it still holds the copied secret; `replaced` when it holds something else by now. */
  'clipboard:clear': { input: nothing, output: z.object({ outcome: clearOutcomeSchema }) },
  /** Copies the token, and with the next call for the same key, within a minute, its secret. */
  'clipboard:copyNext': {
    input: keyInputSchema,
    output: z.object({ copied: z.enum(['token', 'secret']), clearsAt: instantSchema.nullable() }),
  },
  'clipboard:getState': { input: nothing, output: clipboardStateSchema },

  'lock:lock': { input: nothing, output: appStateSchema },
  /** `null` where no passphrase was set. */
  'lock:unlock': {
    input: z.strictObject({ passphrase: enteredPassphraseSchema.nullable() }),
    output: appStateSchema,
  },
  /** Has the operating system confirm the user in place of the passphrase. */
  'lock:unlockWithSystem': { input: nothing, output: appStateSchema },
  /** Sets the first passphrase (`current` is `null`) or another one. */
  'lock:setPassphrase': {
    input: z.strictObject({ current: enteredPassphraseSchema.nullable(), next: newPassphraseSchema }),
    output: appStateSchema,
  },
  'lock:removePassphrase': { input: z.strictObject({ current: enteredPassphraseSchema }), output: appStateSchema },

  /** What was done from this computer, the newest first, and how much of each journal can be trusted. */
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
  /** Main asks for the place and writes the file; the window hears its name only, or `null` when it was cancelled. */
  'activity:export': {
    input: z.strictObject({
      ...activityFilter,
      outcomes: z.record(z.enum(ACTIVITY_OUTCOMES), labelSchema),
      columns: z.record(z.enum(ACTIVITY_COLUMNS), labelSchema),
      sample: labelSchema,
      fileKind: labelSchema,
    }),
    output: z.object({ savedAs: z.string().nullable() }),
  },
} satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

/** The contract as a type. */
type Contract = typeof contract;
/** What a caller passes to a channel. */
export type Input<C extends Channel> = z.input<Contract[C]['input']>;
/** What a handler receives: the input after parsing. */
type ParsedInput<C extends Channel> = z.output<Contract[C]['input']>;
/** What a channel answers. */
export type Output<C extends Channel> = z.output<Contract[C]['output']>;

/** What a handler gives: the answer before it is parsed. */
type HandlerResponse<C extends Channel> = z.input<Contract[C]['output']>;

/** One handler per channel; a missing or extra one does not compile. Handlers fail by throwing `AppError`. */
export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => Promise<HandlerResponse<C>> | HandlerResponse<C>;
};
