import { styled } from '@mui/material/styles';
import { visuallyHidden } from '@mui/utils';
import { KEEPS_COLOR } from '../../components/forcedColors.ts';
import { bodyLine } from '../../components/tableParts.tsx';
import { MONOSPACE } from '../../shell/theme.ts';
import { COLUMNS } from './ExpiryRow.tsx';

/** Container that styles the rows by class: a styled component in each cell takes longer to render than all else. */
export const ExpiryRows = styled('div')(({ theme }) => {
  const { tone, divider, primary, text, action, background } = theme.vars.palette;
  const bar = ({ text: color, background: fill }: { readonly text: string; readonly background: string }) => ({
    color,
    backgroundColor: fill,
    borderColor: color,
  });
  return {
    position: 'relative',
    '& .expiry-row': {
      ...bodyLine({ theme }),
      gridTemplateColumns: COLUMNS,
      paddingLeft: 16,
      '&:focus-visible': { outline: `2px solid ${primary.main}`, outlineOffset: -2 },
    },
    '& .expiry-timeline': {
      position: 'relative',
      alignSelf: 'stretch',
      marginRight: 12,
      overflow: 'hidden',
    },
    '& .expiry-coverage': visuallyHidden,
    '& .expiry-bar': {
      position: 'absolute',
      height: 22,
      minWidth: 8,
      padding: '0 7px',
      overflow: 'hidden',
      textAlign: 'left',
      whiteSpace: 'nowrap',
      fontFamily: MONOSPACE,
      fontSize: 11,
      lineHeight: '18px',
      border: '1px solid',
      borderRadius: 6,
      cursor: 'pointer',
      ...bar(tone.accent),
      // What goes on has no end.
      '&[data-starts-before]': { borderLeft: 0, borderTopLeftRadius: 0, borderBottomLeftRadius: 0 },
      '&[data-ends-after]': { borderRight: 0, borderTopRightRadius: 0, borderBottomRightRadius: 0 },
      '&[data-role="last"]:not([data-ends-after])': { ...bar(tone.warning), borderRight: '4px solid' },
      '&[data-role="succeeded"]': { ...bar(tone.neutral), borderStyle: 'solid' },
      '&[data-role="expired"], &[data-role="blocked"], &[data-role="notYet"]': {
        ...bar(tone.neutral),
        borderStyle: 'dashed',
        backgroundColor: background.paper,
      },
      '&:focus-visible': { outline: `2px solid ${primary.main}`, outlineOffset: 1 },
    },
    '& .expiry-gap': {
      position: 'absolute',
      top: 5,
      bottom: 5,
      minWidth: 3,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      overflow: 'hidden',
      color: tone.error.text,
      border: '1px dashed currentColor',
      borderRadius: 4,
      background: `repeating-linear-gradient(135deg, ${tone.error.background} 0 6px, ${background.paper} 6px 12px)`,
    },
    '& .expiry-gap-label': {
      padding: '0 6px',
      fontSize: 11,
      lineHeight: '18px',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      borderRadius: 4,
      backgroundColor: background.paper,
    },
    '& .expiry-more': {
      position: 'absolute',
      left: 2,
      height: 22,
      padding: '0 7px',
      font: 'inherit',
      fontSize: 12,
      lineHeight: '18px',
      whiteSpace: 'nowrap',
      border: 0,
      borderRadius: 6,
      color: primary.main,
      backgroundColor: background.paper,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${primary.main}`, outlineOffset: 1 },
    },
    '& .expiry-action': {
      display: 'grid',
      placeItems: 'center',
      width: 32,
      height: 32,
      padding: 0,
      border: 0,
      borderRadius: 8,
      background: 'none',
      color: text.secondary,
      cursor: 'pointer',
      '&:hover': { backgroundColor: action.hover, color: text.primary },
      '&:focus-visible': { outline: `2px solid ${primary.main}`, outlineOffset: 0 },
      '& svg': { fontSize: 18 },
    },
    '& .expiry-grid, & .expiry-now': {
      position: 'absolute',
      top: 0,
      bottom: 0,
      width: 0,
      pointerEvents: 'none',
      borderLeft: `1px solid ${divider}`,
    },
    '& .expiry-now': { borderLeft: `2px solid ${primary.main}`, ...KEEPS_COLOR },
  };
});
