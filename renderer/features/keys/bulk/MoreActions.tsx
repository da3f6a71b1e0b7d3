import MoreHoriz from '@mui/icons-material/MoreHoriz';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkAction } from './useBulkActions.ts';

/** Props of {@link MoreActions}. */
export interface MoreActionsProps {
  readonly actions: readonly BulkAction[];
}

/** Menu with the actions that do not fit into a narrow window. An unavailable one shows the reason. */
export function MoreActions({ actions }: MoreActionsProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
  const close = (): void => setAnchor(null);
  return (
    <>
      <Tooltip title={t('bulk.actions.more')}>
        <IconButton
          size="small"
          aria-label={t('bulk.actions.more')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          aria-controls={anchor === null ? undefined : menuId}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreHoriz fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu id={menuId} anchorEl={anchor} open={anchor !== null} onClose={close}>
        {actions.map(({ label, disabledReason, run }) => (
          <MenuItem
            key={label}
            disabled={disabledReason !== null}
            onClick={() => {
              close();
              run();
            }}
          >
            {disabledReason === null ? label : `${label} — ${disabledReason}`}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
