import type { AdminApi } from '../../ports.ts';
import type { Connections } from '../connections/connections.ts';
import { KeyListCache } from '../keys/keyListCache.ts';
import { KeyListSync } from '../keys/keyListSync.ts';
import { KeyViews } from '../keys/keyViews.ts';
import type { Ports } from '../servicePorts.ts';
import type { SettingsService } from '../settings/settings.ts';
import { ListHeads, type ListHeadsOptions } from './listHeads.ts';

/** The lists of keys, on disk and in memory, and their order. */
export interface ListServices {
  readonly keyViews: KeyViews;
  readonly keyListCache: KeyListCache;
  readonly keyListSync: KeyListSync;
  readonly listHeads: ListHeads;
  /** Reads what the window will ask for first: the head of the active list, and the list once the window has the head. */
  readonly readAhead: () => void;
}

/** Dependencies of {@link createListServices}. */
interface ListDependencies
  extends Pick<Ports, 'keyListStore' | 'clock' | 'logger' | 'publish'>,
    Pick<ListHeadsOptions, 'adoptedOf' | 'rotations'> {
  readonly settings: SettingsService;
  readonly connections: Pick<Connections, 'activeId' | 'sourceOf'>;
  readonly open: (connectionId: string) => Promise<AdminApi>;
  /** Returns `null` for an unknown connection. */
  readonly nameOf: (connectionId: string) => string | null;
}

/** Creates the services of the lists. */
export function createListServices({
  keyListStore: store,
  clock,
  logger,
  publish,
  settings,
  connections,
  open,
  nameOf,
  ...known
}: ListDependencies): ListServices {
  const renew = (connectionId: string): void => keyListSync.renewHead(connectionId);
  const sourceOf = (connectionId: string): string => connections.sourceOf(connectionId);
  const keyViews = new KeyViews(settings, nameOf, renew);
  const listHeads = new ListHeads({
    ...{ store, clock, sourceOf, renew, ...known },
    sortingOf: (connectionId) => keyViews.get(connectionId).sorting,
    hasList: (connectionId) => keyListSync.state(connectionId) !== null,
  });
  const keyListCache = new KeyListCache({
    ...{ store, clock, logger },
    headSteps: (connectionId, list) => listHeads.stepsFor(connectionId, list),
    onChanged: () => publish('app:changed'),
  });
  const mayRead = (): Promise<void> => listHeads.mayReadLists();
  const keyListSync = new KeyListSync({ open, sourceOf, cache: keyListCache, clock, mayRead });
  return {
    ...{ keyViews, keyListCache, keyListSync, listHeads },
    readAhead: () => {
      void listHeads.readAhead(connections.activeId);
      void keyListSync.known(connections.activeId);
    },
  };
}
