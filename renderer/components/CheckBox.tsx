import type { Theme } from '@mui/material/styles';
import { type MouseEvent, useEffect, useRef } from 'react';

/** Styles of check boxes, defined once: every row of a table has one. */
export const checkBoxStyles = ({ vars }: Theme) =>
  ({
    '.check-box': {
      appearance: 'none',
      width: 18,
      height: 18,
      margin: 0,
      borderRadius: 5,
      border: `1.5px solid ${vars.palette.text.secondary}`,
      backgroundColor: vars.palette.background.paper,
      cursor: 'pointer',
      '&:checked, &:indeterminate': {
        borderColor: vars.palette.primary.main,
        backgroundColor: vars.palette.primary.main,
        display: 'grid',
        placeContent: 'center',
      },
      // Most boxes of a table are empty and need no mark.
      '&:checked::before, &:indeterminate::before': {
        content: '""',
        width: 10,
        height: 10,
        backgroundColor: vars.palette.primary.contrastText,
        clipPath: 'polygon(12% 48%, 0 61%, 38% 98%, 100% 22%, 86% 10%, 37% 70%)',
      },
      '&:indeterminate::before': { clipPath: 'inset(40% 0)' },
      '&:focus-visible': { outline: `2px solid ${vars.palette.primary.main}`, outlineOffset: 2 },
      '&:disabled': { opacity: 0.5, cursor: 'default' },
      '@media (forced-colors: active)': { appearance: 'auto' },
    },
  }) as const;

/** Props of {@link CheckBox}. */
export interface CheckBoxProps {
  /** Accessible name. */
  readonly label: string;
  readonly isChecked: boolean;
  /** True if some but not all of its items are checked. */
  readonly isMixed?: boolean;
  readonly isDisabled?: boolean;
  readonly tabIndex?: number;
  /** The event has the modifier keys, for ranges with Shift. */
  readonly onToggle: (event: MouseEvent<HTMLInputElement>) => void;
}

/** A check box light enough for thousands of rows: one native element instead of MUI's nested ones. */
export function CheckBox({ label, isChecked, isMixed = false, isDisabled = false, tabIndex, onToggle }: CheckBoxProps) {
  const element = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (element.current !== null) {
      element.current.indeterminate = isMixed;
    }
  }, [isMixed]);
  return (
    <input
      className="check-box"
      ref={element}
      type="checkbox"
      aria-label={label}
      checked={isChecked}
      disabled={isDisabled}
      tabIndex={tabIndex}
      onClick={onToggle}
      // React requires a change handler with `checked`; only the click has the modifier keys.
      onChange={() => undefined}
    />
  );
}
