import SwapHoriz from '@mui/icons-material/SwapHoriz';
import type { Theme } from '@mui/material/styles';
import type { MouseEvent } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';

/** A constant element, so that a row keeps it when it is reused for another key. */
const SIGN = <SwapHoriz />;

/** Styles of the marks inside of a container, defined once. */
export const rotationMarkStyles = ({ theme }: { readonly theme: Theme }) => ({
  '& .rotation-mark': {
    display: 'inline-flex',
    width: 22,
    height: 22,
    justifyContent: 'center',
    alignItems: 'center',
    verticalAlign: 'middle',
    padding: 0,
    border: 0,
    borderRadius: '6px',
    background: 'none',
    cursor: 'pointer',
    color: theme.vars.palette.tone.accent.text,
    '& svg': { fontSize: 18 },
    '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}` },
  },
});

/** Props of {@link RotationMark}. */
export interface RotationMarkProps {
  readonly rotation: Rotation;
  /** The key of the row, one of the pair. */
  readonly rowKey: AuthenticationKey;
  readonly isTabStop: boolean;
  readonly t: Translate;
  readonly format: Format;
  readonly onOpen: (rotation: Rotation) => void;
}

/** Marks a key that is being rotated: names the other key of the pair and the date, and opens the rotation. */
export function RotationMark({ rotation, rowKey, isTabStop, t, format, onOpen }: RotationMarkProps) {
  const text = rotationMarkText(t, rotation, rowKey, format);
  return (
    <button
      className="rotation-mark"
      type="button"
      title={text}
      aria-label={text}
      tabIndex={isTabStop ? 0 : -1}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        onOpen(rotation);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {SIGN}
    </button>
  );
}

function rotationMarkText(t: Translate, rotation: Rotation, { token }: AuthenticationKey, format: Format): string {
  const { oldKey, newKey, oldExpiryAfter, newExpiry } = rotation;
  if (token === oldKey.token) {
    if (newKey === null) {
      return t('rotation.mark.creating');
    }
    const names = { token: shortToken(newKey.token) };
    return oldExpiryAfter === null
      ? t('rotation.mark.old', names)
      : t('rotation.mark.oldUntil', { ...names, when: format.dateTime(oldExpiryAfter) });
  }
  return t('rotation.mark.new', { token: shortToken(oldKey.token), when: format.dateTime(newExpiry) });
}
