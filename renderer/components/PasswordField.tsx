import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { type Ref, useState } from 'react';

/** Props of {@link PasswordField}. */
export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  /** Why the value is rejected, or `null`. */
  readonly problem: string | null;
  /** Helper text, shown while there is no problem. */
  readonly help: string | null;
  /** Accessible names of the visibility toggle. */
  readonly showLabel: string;
  readonly hideLabel: string;
  readonly isDisabled: boolean;
  readonly autoFocus: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onChange: (value: string) => void;
}

/** A password field with a visibility toggle. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, problem, help, showLabel, hideLabel, isDisabled, autoFocus, inputRef, onChange } = props;
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      label={label}
      type={isShown ? 'text' : 'password'}
      value={value}
      error={problem !== null}
      helperText={problem ?? help}
      disabled={isDisabled}
      autoFocus={autoFocus}
      inputRef={inputRef}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        htmlInput: { autoComplete: 'off', spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                aria-label={isShown ? hideLabel : showLabel}
                onClick={() => setIsShown(!isShown)}
              >
                {isShown ? <VisibilityOff fontSize="small" /> : <Visibility fontSize="small" />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
