import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { AccountCoverage } from '../../../shared/model/accountCoverage.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { KeyActions } from './useKeyActions.ts';

/** Where the menu is open, and for which key. */
export interface RowMenuPlace {
  readonly anchor: HTMLElement;
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

/** Menu with the actions on a key and its account. An unavailable one shows the reason. */
export function RowMenu({ place, actions, onClose }: RowMenuProps) {
  return (
    <Menu
      anchorEl={place?.anchor ?? null}
      open={place !== null}
      // The menu belongs to the page, as screen readers see it.
      container={place?.anchor.closest('main') ?? undefined}
      onClose={onClose}
    >
      {place !== null &&
        actions.of(place.key).map(({ label, disabledReason, run }) => (
          <MenuItem
            key={label}
            disabled={disabledReason !== null}
            onClick={() => {
              onClose();
              run();
            }}
          >
            {disabledReason === null ? label : `${label} — ${disabledReason}`}
          </MenuItem>
        ))}
    </Menu>
  );
}
