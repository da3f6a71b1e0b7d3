import { styled } from '@mui/material/styles';
import { MONOSPACE } from '../../app/theme.ts';
import { BodyLine, HeaderLine } from '../../components/tableParts.ts';

/** Check box, user name, token, created, expires, status, actions. */
const COLUMNS =
  '44px minmax(168px, 2.3fr) minmax(128px, 1.7fr) minmax(136px, 1.4fr) minmax(136px, 1.4fr) minmax(178px, 1.6fr) 76px';

/** The row of column headers. */
export const HeaderRow = styled(HeaderLine)({ gridTemplateColumns: COLUMNS });

/** One key. Its actions stay quiet until the row is pointed at or focused. */
export const BodyRow = styled(BodyLine)(({ theme }) => ({
  gridTemplateColumns: COLUMNS,
  '&[aria-selected="true"]': { backgroundColor: theme.vars.palette.tone.accent.background },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  '& .quiet': { opacity: 0.7, color: theme.vars.palette.text.secondary },
  '&:hover .quiet, &:focus-within .quiet, & .quiet:focus-visible': { opacity: 1 },
}));

/** A cell with a control in its middle. */
export const ControlCell = styled('div')({ display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 2 });

/** A token. */
export const Token = styled('span')(({ theme }) => ({
  fontFamily: MONOSPACE,
  fontSize: 12.5,
  color: theme.vars.palette.text.secondary,
}));

/** A small square button of a row. */
export const RowAction = styled('button')(({ theme }) => ({
  display: 'grid',
  placeItems: 'center',
  width: 30,
  height: 30,
  padding: 0,
  border: 0,
  borderRadius: 8,
  background: 'none',
  color: 'inherit',
  cursor: 'pointer',
  '&:hover': { backgroundColor: theme.vars.palette.action.hover, color: theme.vars.palette.text.primary },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 0 },
  '& svg': { fontSize: 17 },
}));
