import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import type { ShownShortcut } from './shortcuts.ts';

/** One item of a menu. */
export interface MenuAction {
  readonly label: string;
  /** Another way to do it. */
  readonly shortcut?: ShownShortcut;
  /** Why it is unavailable, or `null`. */
  readonly disabledReason: string | null;
  readonly run: () => void;
}

/** Where a menu is open. */
export interface MenuPlace {
  /** The element that it belongs to, below which it opens. */
  readonly anchor: HTMLElement;
  /** The position of the pointer in CSS pixels, if it opens there. */
  readonly pointer?: { readonly left: number; readonly top: number };
}

/** Props of {@link ActionMenu}. */
export interface ActionMenuProps {
  readonly id?: string | undefined;
  /** Accessible name. */
  readonly label?: string | undefined;
  /** `null` while it is closed. */
  readonly place: MenuPlace | null;
  readonly actions: readonly MenuAction[];
  readonly onClose: () => void;
}

/** A menu of actions. An unavailable one shows the reason. */
export function ActionMenu({ id, label: name, place, actions, onClose }: ActionMenuProps) {
  return (
    <Menu
      id={id}
      anchorEl={place?.anchor ?? null}
      {...(place?.pointer !== undefined && { anchorReference: 'anchorPosition', anchorPosition: place.pointer })}
      open={place !== null}
      // The menu belongs to the page, as screen readers see it.
      container={place?.anchor.closest('main') ?? undefined}
      // A disabled item says why, to the keyboard too.
      slotProps={{ list: { 'aria-label': name, disabledItemsFocusable: true } }}
      onClose={onClose}
    >
      {actions.map(({ label, shortcut, disabledReason, run }) => (
        <MenuItem
          key={label}
          disabled={disabledReason !== null}
          aria-keyshortcuts={shortcut?.aria}
          onClick={() => {
            onClose();
            run();
          }}
        >
          {disabledReason === null ? label : `${label} — ${disabledReason}`}
          {shortcut !== undefined && (
            <Typography
              variant="body2"
              color="textSecondary"
              component="span"
              aria-hidden
              sx={{ marginLeft: 'auto', paddingLeft: 4 }}
            >
              {shortcut.text}
            </Typography>
          )}
        </MenuItem>
      ))}
    </Menu>
  );
}
