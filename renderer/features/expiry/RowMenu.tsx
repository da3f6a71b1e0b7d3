import type { AccountCoverage } from '../../../shared/model/accountCoverage.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { ActionMenu, type MenuPlace } from '../../components/ActionMenu.tsx';
import type { KeyActions } from './useKeyActions.ts';

/** Where the menu is open, and for which key. */
export interface RowMenuPlace extends MenuPlace {
  readonly account: AccountCoverage;
  readonly key: AuthenticationKey;
}

/** Props of {@link RowMenu}. */
export interface RowMenuProps {
  /** `null` while it is closed. */
  readonly place: RowMenuPlace | null;
  readonly actions: KeyActions;
  readonly onClose: () => void;
}

/** Menu with the actions on a key and its account. */
export function RowMenu({ place, actions, onClose }: RowMenuProps) {
  return <ActionMenu place={place} actions={place === null ? [] : actions.of(place.key)} onClose={onClose} />;
}
