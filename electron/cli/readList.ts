import type { AuthenticationKey } from '../../shared/model/key.ts';
import type { AccountStates } from '../../shared/model/keyList.ts';
import { meansOffline } from '../../shared/model/offline.ts';
import { AppError } from '../../shared/result.ts';
import type { KeyList } from '../services/keys/keys.ts';
import type { CommandContext } from './context.ts';
import { localTimes } from './output/localTime.ts';

/** The keys of a connection. */
export interface ReadList {
  readonly keys: readonly AuthenticationKey[];
  /** `cache`: the installation cannot be reached, and this is its last list. */
  readonly source: 'installation' | 'cache';
  /** When the list was current, ISO 8601 in UTC. */
  readonly fetchedAt: string;
  readonly accountStates: AccountStates;
}

/** Reads the list from the installation. @throws AppError. */
export async function readList({ services }: CommandContext, connectionId: string): Promise<ReadList> {
  return toReadList(await services.keys.list(connectionId), 'installation');
}

/**
 * Reads the list from the installation, or while it cannot be reached from the cache, which standard error then says.
 * @throws AppError, also if it cannot be reached and there is no cached list.
 */
export async function readListOrCache(context: CommandContext, connectionId: string): Promise<ReadList> {
  try {
    return await readList(context, connectionId);
  } catch (error) {
    if (!(error instanceof AppError) || !meansOffline(error.code)) {
      throw error;
    }
    const { list } = await context.services.keys.listCached(connectionId);
    if (list === null) {
      throw error;
    }
    const cached = toReadList(list, 'cache');
    await context.note(context.texts.notes.fromCache(localTimes(context.language)(cached.fetchedAt)));
    return cached;
  }
}

function toReadList({ content, fetchedAt, accountStates }: KeyList, source: ReadList['source']): ReadList {
  return { keys: content.keys, source, fetchedAt, accountStates };
}
