import { styled } from '@mui/material/styles';

/** The meaning of a chip's colour; the words inside say the same. */
export type ChipTone = 'success' | 'warning' | 'error' | 'neutral' | 'accent';

const Chip = styled('span', { shouldForwardProp: (name) => name !== 'tone' })<{ tone: ChipTone }>(
  ({ theme, tone }) => ({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 7,
    height: 26,
    padding: '0 11px',
    borderRadius: 13,
    fontSize: 12.5,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: theme.vars.palette.tone[tone].text,
    backgroundColor: theme.vars.palette.tone[tone].background,
    '&::before': {
      content: '""',
      width: 6,
      height: 6,
      borderRadius: 3,
      backgroundColor: 'currentColor',
    },
  }),
);

/** Props of {@link StatusChip}. */
export interface StatusChipProps {
  readonly tone: ChipTone;
  /** The state in words. */
  readonly label: string;
}

/** A state as a tinted chip with a dot. */
export function StatusChip({ tone, label }: StatusChipProps) {
  return <Chip tone={tone}>{label}</Chip>;
}
