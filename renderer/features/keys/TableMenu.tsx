import Tune from '@mui/icons-material/TuneRounded';
import Checkbox from '@mui/material/Checkbox';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_KEY_VIEW,
  HIDEABLE_KEY_COLUMNS,
  type HideableKeyColumn,
  type KeyView,
} from '../../../shared/model/keyView.ts';

const DENSITIES = ['comfortable', 'compact'] as const;

/** Props of {@link TableMenu}. */
export interface TableMenuProps {
  /** What is hidden now, chosen or for want of room. */
  readonly hiddenColumns: readonly HideableKeyColumn[];
  readonly density: KeyView['density'];
  readonly onChange: (change: Partial<KeyView>) => void;
}

/** How the table looks: which columns it has and how high its rows are. */
export function TableMenu({ hiddenColumns, density, onChange }: TableMenuProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
  const toggle = (column: HideableKeyColumn): void =>
    onChange({
      hiddenColumns: hiddenColumns.includes(column)
        ? hiddenColumns.filter((hidden) => hidden !== column)
        : [...hiddenColumns, column],
    });
  const reset = (): void => {
    const { hiddenColumns: columns, widths, density: height, sorting } = DEFAULT_KEY_VIEW;
    onChange({ hiddenColumns: columns, widths, density: height, sorting });
    setAnchor(null);
  };
  return (
    <>
      <IconButton
        size="small"
        title={t('keys.view.title')}
        aria-label={t('keys.view.title')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : menuId}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Tune sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu
        id={menuId}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': t('keys.view.title') } }}
      >
        <Heading>{t('keys.view.columns')}</Heading>
        {HIDEABLE_KEY_COLUMNS.map((column) => {
          const isShown = !hiddenColumns.includes(column);
          return (
            <MenuItem key={column} role="menuitemcheckbox" aria-checked={isShown} onClick={() => toggle(column)}>
              <ListItemIcon>
                <Checkbox
                  size="small"
                  edge="start"
                  checked={isShown}
                  tabIndex={-1}
                  disableRipple
                  aria-hidden
                  sx={{ padding: 0 }}
                />
              </ListItemIcon>
              {t(`keys.${column}`)}
            </MenuItem>
          );
        })}
        <Divider />
        <Heading>{t('keys.view.rows')}</Heading>
        {DENSITIES.map((name) => (
          <MenuItem
            key={name}
            role="menuitemradio"
            aria-checked={density === name}
            onClick={() => onChange({ density: name })}
          >
            <ListItemIcon>
              <Radio
                size="small"
                edge="start"
                checked={density === name}
                tabIndex={-1}
                disableRipple
                aria-hidden
                sx={{ padding: 0 }}
              />
            </ListItemIcon>
            {t(`keys.view.${name}`)}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem onClick={reset}>{t('keys.view.reset')}</MenuItem>
      </Menu>
    </>
  );
}

function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <ListSubheader role="presentation" disableSticky sx={{ lineHeight: '28px', background: 'none' }}>
      {children}
    </ListSubheader>
  );
}
