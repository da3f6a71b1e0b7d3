import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { KeyNotes } from '../../../shared/model/keyNote.ts';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../shared/model/lastUse.ts';
import { type KnownKeys, useKeys } from '../../api/keyQueries.ts';
import { useKeyView } from '../../api/keyViewQueries.ts';
import { useAccountsSeen } from '../../api/lastUseQueries.ts';
import { useKeyNotes } from '../../api/noteQueries.ts';
import { type RotationsByToken, useRotatingKeys } from '../../api/rotationQueries.ts';
import { useNow } from '../../components/useNow.ts';
import { type ListTimes, useListTimes } from '../../shell/listTimes.ts';

/** Interval between recalculations of the key statuses, in milliseconds. */
const STATUS_RENEWAL_MS = 60_000;
const NO_KEYS: readonly AuthenticationKey[] = [];

/** What the page shows, apart from the search and the selection. */
export interface KeyListSource {
  readonly connectionId: string;
  readonly known: KnownKeys;
  /** The keys; none while there is no list. */
  readonly items: readonly AuthenticationKey[];
  /** Number of keys, also while only the head of the list is known. */
  readonly total: number;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly view: KeyView;
  /** Whether the view is that of the user. */
  readonly isLaidOut: boolean;
  readonly changeView: (change: Partial<KeyView>) => void;
  readonly notes: KeyNotes;
  /** What access logs say about the accounts; `null` if none were read. */
  readonly seen: AccountsSeen | null;
  readonly rotating: RotationsByToken;
  readonly times: ListTimes;
}

/** Reads what the page shows of a connection. */
export function useKeyListSource(connectionId: string): KeyListSource {
  const known = useKeys(connectionId);
  const items = known.data?.items ?? NO_KEYS;
  const now = useNow(STATUS_RENEWAL_MS, items);
  const { view, change } = useKeyView(connectionId);
  const { notes } = useKeyNotes(connectionId);
  return {
    ...{ connectionId, known, items, now, notes },
    total: known.head?.total ?? items.length,
    view: view ?? DEFAULT_KEY_VIEW,
    isLaidOut: view !== undefined,
    changeView: change,
    seen: useAccountsSeen(connectionId),
    rotating: useRotatingKeys(connectionId),
    times: useListTimes(connectionId),
  };
}
