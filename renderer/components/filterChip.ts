import { styled } from '@mui/material/styles';

/** A toggle button for a filter; `aria-pressed` is its state. */
export const FilterChip = styled('button')(({ theme }) => ({
  font: 'inherit',
  fontSize: 13,
  fontWeight: 500,
  lineHeight: '20px',
  padding: '4px 13px',
  borderRadius: 15,
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  color: theme.vars.palette.text.primary,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  '&:hover:enabled': { borderColor: theme.vars.palette.text.disabled },
  '&[aria-pressed="true"]': {
    fontWeight: 600,
    color: theme.vars.palette.tone.accent.text,
    borderColor: 'transparent',
    backgroundColor: theme.vars.palette.tone.accent.background,
  },
  '&:disabled': { opacity: 0.5, cursor: 'default' },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
}));
