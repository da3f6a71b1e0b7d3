import type { Theme } from '@mui/material/styles';
import { EDGE } from './forcedColors.ts';

const TONES = ['success', 'warning', 'error', 'neutral', 'accent'] as const;

/** Meaning of a chip's color; the label says the same. */
export type ChipTone = (typeof TONES)[number];

/** Styles of chips, defined once: every row of a table has one. */
export const statusChipStyles = ({ vars }: Theme) => ({
  '.status-chip': {
    display: 'inline-block',
    maxWidth: '100%',
    height: 26,
    lineHeight: '24px',
    verticalAlign: 'middle',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    padding: '0 10px 0 23px',
    borderRadius: 13,
    border: EDGE,
    fontSize: 12.5,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    // The dot. With forced colors, there are no gradients.
    backgroundImage: 'radial-gradient(circle at 13px 50%, currentColor 2.5px, transparent 3.5px)',
    '@media (forced-colors: active)': { paddingLeft: '10px' },
    ...Object.fromEntries(
      TONES.map((tone) => {
        const { text, background } = vars.palette.tone[tone];
        return [`&[data-tone="${tone}"]`, { color: text, backgroundColor: background }];
      }),
    ),
  },
});

/** Props of {@link StatusChip}. */
export interface StatusChipProps {
  readonly tone: ChipTone;
  /** Name of the state. */
  readonly label: string;
  /** Tooltip that says more than the label. */
  readonly hint?: string | undefined;
}

/** A state as a tinted chip with a dot. */
export function StatusChip({ tone, label, hint }: StatusChipProps) {
  return (
    <span className="status-chip" data-tone={tone} title={hint}>
      {label}
    </span>
  );
}
