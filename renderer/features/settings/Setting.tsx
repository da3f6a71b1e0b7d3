import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

/** Props of {@link SettingGroup}. */
export interface SettingGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Related settings in one framed section. */
export function SettingGroup({ title, children }: SettingGroupProps) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ flex: 'none' }}>
      <Typography id={titleId} variant="h3" component="h2" sx={{ margin: '6px 2px 6px' }}>
        {title}
      </Typography>
      <Box
        sx={(theme) => ({
          borderRadius: '12px',
          backgroundColor: theme.vars.palette.background.paper,
          border: `1px solid ${theme.vars.palette.divider}`,
          '& > * + *': { borderTop: `1px solid ${theme.vars.palette.divider}` },
        })}
      >
        {children}
      </Box>
    </Box>
  );
}

/** Props of {@link Setting}. */
export interface SettingProps {
  readonly title: string;
  readonly text: string;
  /** The control, labelled by the title; omitted if there is nothing to set. */
  readonly children?: (titleId: string) => ReactNode;
}

/** One setting with its title and its control. */
export function Setting({ title, text, children }: SettingProps) {
  const titleId = useId();
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 3, rowGap: 1, padding: '12px 20px' }}
    >
      <Box sx={{ flex: 1, minWidth: 300 }}>
        <Typography id={titleId} sx={{ fontWeight: 600 }} component="h3">
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: 640 }}>
          {text}
        </Typography>
      </Box>
      {children?.(titleId)}
    </Box>
  );
}

/** Props of {@link Choice}. */
export interface ChoiceProps<Value> {
  readonly labelledBy: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}

/** Choice of one of a few values as toggle buttons. Arrow keys move within it. */
export function Choice<Value extends string | number | boolean | null>(props: ChoiceProps<Value>) {
  const { labelledBy, value, options, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-labelledby={labelledBy}
      value={String(value)}
      onChange={(_event, name: string | null) => {
        // A click on the selected one passes null: nothing changes.
        const chosen = options.find(([option]) => String(option) === name);
        if (chosen !== undefined) {
          onChange(chosen[0]);
        }
      }}
    >
      {options.map(([option, label]) => (
        <ToggleButton
          key={String(option)}
          value={String(option)}
          sx={{ paddingX: 2, fontSize: 13, whiteSpace: 'nowrap' }}
        >
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
