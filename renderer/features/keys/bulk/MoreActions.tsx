import MoreHoriz from '@mui/icons-material/MoreHoriz';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenu, type MenuAction } from '../../../components/ActionMenu.tsx';

/** Props of {@link MoreActions}. */
export interface MoreActionsProps {
  readonly actions: readonly MenuAction[];
}

/** Menu with the actions that do not fit into a narrow window. An unavailable one shows the reason. */
export function MoreActions({ actions }: MoreActionsProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
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
      <ActionMenu
        id={menuId}
        place={anchor === null ? null : { anchor }}
        actions={actions}
        onClose={() => setAnchor(null)}
      />
    </>
  );
}
