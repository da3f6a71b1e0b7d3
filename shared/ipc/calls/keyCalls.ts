import { z } from 'zod';
import { bulkReportSchema, bulkStateSchema } from '../../model/bulkChange.ts';
import { instantSchema } from '../../model/instant.ts';
import {
  accountIdSchema,
  authenticationKeySchema,
  eligibleAccountSchema,
  keyPermissionsSchema,
  keyReferenceSchema,
} from '../../model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS, MAX_EXPORTED_KEYS, NOTE_COLUMNS, SEEN_COLUMNS } from '../../model/keyExport.ts';
import { followedLinkSchema } from '../../model/keyLink.ts';
import { keyListHeadSchema } from '../../model/keyListHead.ts';
import { keyViewSchema } from '../../model/keyView.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { keyListSchema, keyPartSchema } from '../keyListSchema.ts';
import { chosenKeySchema, connectionIdSchema, keyInputSchema, labelSchema, nothing } from './inputs.ts';

/** Maximum number of keys in one call: far above what a user selects, far below what would block the main process. */
export const MAX_CHANGED_KEYS = 100_000;
/** Maximum number of accounts on one page of the account search. */
const MAX_ACCOUNT_PAGE_SIZE = 200;

/** Calls about the keys of a connection and their accounts. */
export const keyCalls = {
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
  /**
   * What the first rows of the list in the cache need, without the list; sends no request. `null` if the window has to ask
   * for the list at once.
   */
  'keys:head': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: keyListHeadSchema.nullable(),
  },
  /** The list in the cache of this computer; sends no request. */
  'keys:listCached': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ list: keyListSchema.nullable(), fault: z.enum(['restored', 'damaged']).nullable() }),
  },
  /**
   * The next part of the keys of a list that one of the two calls above has begun to send, as the list was then. `null` if
   * main has meanwhile begun too many others.
   */
  'keys:listNext': { input: z.strictObject({ next: z.int() }), output: keyPartSchema.nullable() },
  /** Saves keys of the known list as a table, without secrets, to a file that the user chooses. */
  'keys:export': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      /** Tokens of the keys; unlike an id, a token never names another key. */
      tokens: z.array(keyReferenceSchema.shape.token).min(1).max(MAX_EXPORTED_KEYS),
      columns: z.record(z.enum(KEY_COLUMNS), labelSchema),
      states: z.record(z.enum(EXPORTED_STATES), labelSchema),
      /** Titles of the columns with the notes; `null` leaves them out. */
      notes: z.record(z.enum(NOTE_COLUMNS), labelSchema).nullable(),
      /** Titles of the columns with the last call of the account; `null` leaves them out. */
      seen: z.record(z.enum(SEEN_COLUMNS), labelSchema).nullable(),
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
  /** Progress of the bulk runs, and the runs interrupted by a crash. */
  'bulk:getState': { input: nothing, output: bulkStateSchema },
  /** Stops the run of a connection: no further key is processed. */
  'bulk:stop': { input: z.strictObject({ connectionId: connectionIdSchema }), output: nothing },
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
};
