import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';

/** Props of {@link Choices}. */
export interface ChoicesProps<Value extends string> {
  readonly label: string;
  /** Whether the chosen one has the focus at first. */
  readonly autoFocus?: boolean;
  readonly value: Value | null;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly isDisabled?: boolean }[];
  /** Explains the chosen value. */
  readonly hint?: string;
  readonly onChange: (value: Value) => void;
}

/** Radio buttons below each other, with an explanation of the chosen one. */
export function Choices<Value extends string>({
  label,
  autoFocus = false,
  value,
  choices,
  hint,
  onChange,
}: ChoicesProps<Value>) {
  const labelId = useId();
  const hintId = useId();
  return (
    <FormControl>
      <FormLabel id={labelId}>{label}</FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        aria-describedby={hint === undefined ? undefined : hintId}
        value={value ?? ''}
        onChange={({ target }) => {
          const choice = choices.find((each) => each.value === target.value);
          if (choice !== undefined) {
            onChange(choice.value);
          }
        }}
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            label={choice.label}
            disabled={choice.isDisabled === true}
            control={<Radio size="small" autoFocus={autoFocus && choice.value === value} />}
          />
        ))}
      </RadioGroup>
      {hint !== undefined && <FormHelperText id={hintId}>{hint}</FormHelperText>}
    </FormControl>
  );
}
