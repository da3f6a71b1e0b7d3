import { randomBytes } from 'node:crypto';
import type { PlatformDatabase } from './databaseEngine.ts';
import { type StoredKey, selectKeys } from './keyStorage.ts';

const NAME_BYTES = 8;

/** Changes of keys since a cursor. */
export interface KeyChanges {
  readonly upserted: readonly StoredKey[];
  /** Ids of deleted keys. A client may never have seen some of them. */
  readonly deleted: readonly number[];
  /** Cursor of the next request. */
  readonly cursor: string;
  /** The client must discard its list before it applies this. */
  readonly isReset: boolean;
  /** More changes are available. */
  readonly hasMore: boolean;
}

/**
 * A position in the feed. `position` is the number of the last change the client knows. Only deletions from
 * `deletionsFrom` on are reported: a client that is reading the full list does not need earlier ones. `mark` is that of
 * the later of the two; `null` in cursors from before marks were introduced.
 */
interface Cursor {
  readonly epoch: string;
  readonly position: number;
  readonly deletionsFrom: number;
  readonly mark: string | null;
}

interface Feed {
  readonly epoch: string;
  readonly latest: number;
  readonly forgotten: number;
}

/**
 * Creates an identifier for a history. Cursors of another history are invalid, for example after a backup was restored.
 */
export function newEpoch(): string {
  return randomBytes(NAME_BYTES).toString('hex');
}

/** Returns whether a text has the form of a cursor. */
export function isCursor(text: string): boolean {
  return parseCursor(text) !== null;
}

/**
 * Returns at most `limit` changes since a cursor, in the order in which they happened. The cost depends on the number
 * of changes, not of keys. Only the last change of a key is reported. Writes are serialized (`writeTransaction`), so
 * all changes up to the latest number are visible.
 * @param cursor from an earlier response; `null` starts with the full list.
 */
export async function readChanges(
  database: PlatformDatabase,
  cursor: string | null,
  limit: number,
): Promise<KeyChanges> {
  const feed: Feed = await database.selectFrom('changeFeed').selectAll().executeTakeFirstOrThrow();
  const known = cursor === null ? null : parseCursor(cursor);
  const isReset = known === null || !(await isUsable(database, known, feed));
  const { position, deletionsFrom } = isReset ? { position: 0, deletionsFrom: feed.latest } : known;
  const upserted = await selectKeys(database)
    .select('authenticationKey.change')
    .where('authenticationKey.change', '>', position)
    .where('authenticationKey.change', '<=', feed.latest)
    .orderBy('authenticationKey.change')
    .limit(limit + 1)
    .execute();
  const deleted = await database
    .selectFrom('deletedKey')
    .select(['id', 'change'])
    .where('change', '>', Math.max(position, deletionsFrom))
    .where('change', '<=', feed.latest)
    .orderBy('change')
    .limit(limit + 1)
    .execute();
  const changes = [...upserted, ...deleted].map(({ change }) => change).sort((one, other) => one - other);
  const hasMore = changes.length > limit;
  const end = hasMore ? (changes[limit - 1] ?? feed.latest) : feed.latest;
  return {
    upserted: upserted.filter(({ change }) => change <= end),
    deleted: deleted.filter(({ change }) => change <= end).map(({ id }) => id),
    cursor: [feed.epoch, end, deletionsFrom, await markAt(database, Math.max(end, deletionsFrom))].join('.'),
    isReset,
    hasMore,
  };
}

/**
 * A number does not identify a change if the database was reset to an earlier state (restored file, failover that lost
 * changes) and has reached the number again. Marks do.
 */
async function isUsable(
  database: PlatformDatabase,
  { epoch, position, deletionsFrom, mark }: Cursor,
  feed: Feed,
): Promise<boolean> {
  const known = Math.max(position, deletionsFrom);
  const isInReach = epoch === feed.epoch && known <= feed.latest && known >= feed.forgotten;
  return isInReach && (await markAt(database, known)) === mark;
}

/** Returns the mark of a change, which is that of its write. */
async function markAt(database: PlatformDatabase, change: number): Promise<string> {
  const { mark } = await database
    .selectFrom('changeMark')
    .select('mark')
    .where('change', '>=', change)
    .orderBy('change')
    .limit(1)
    .executeTakeFirstOrThrow();
  return mark;
}

function parseCursor(text: string): Cursor | null {
  const [, epoch, position, deletionsFrom, mark = null] =
    /^([0-9a-f]{16})\.(\d{1,15})\.(\d{1,15})(?:\.([0-9a-f]{16}))?$/.exec(text) ?? [];
  return epoch === undefined ? null : { epoch, position: Number(position), deletionsFrom: Number(deletionsFrom), mark };
}
