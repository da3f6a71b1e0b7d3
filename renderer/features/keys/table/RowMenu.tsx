import { memo } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { ActionMenu, type MenuAction } from '../../../components/ActionMenu.tsx';
import { keyLabel } from '../../../i18n/keyLabel.ts';
import type { RowMenuPlace } from './useRowMenu.ts';

/** Props of {@link RowMenu}. */
export interface RowMenuProps {
  /** `null` while it is closed. */
  readonly place: RowMenuPlace | null;
  readonly menuOf: (key: AuthenticationKey) => readonly MenuAction[];
  readonly onClose: () => void;
}

/** Menu of a row. Memoized: the rows render while they scroll. */
export const RowMenu = memo(function RowMenu({ place, menuOf, onClose }: RowMenuProps) {
  return (
    <ActionMenu
      label={place === null ? undefined : keyLabel(place.key)}
      place={place}
      actions={place === null ? [] : menuOf(place.key)}
      onClose={onClose}
    />
  );
});
