import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';

/** Props of {@link RunProgress}. */
export interface RunProgressProps {
  /** What is done, with the numbers. */
  readonly label: string;
  /** Further facts, shown after the label. */
  readonly facts: readonly string[];
  /** Items of the run; `null` before it has started. */
  readonly run: { readonly finished: number; readonly total: number } | null;
}

/** Progress of a run over many items; indeterminate until it has started. */
export function RunProgress({ label, facts, run }: RunProgressProps) {
  return (
    <Box>
      <LinearProgress
        aria-label={label}
        // It moves several times per second; animating it would take half a core without a graphics card.
        sx={{ '& > .MuiLinearProgress-bar1': { transition: 'none' } }}
        {...(run === null
          ? {}
          : { variant: 'determinate' as const, value: run.total === 0 ? 100 : (100 * run.finished) / run.total })}
      />
      <Typography role="status" variant="body2" sx={{ marginTop: 1, fontVariantNumeric: 'tabular-nums' }}>
        {[label, ...facts].join(' · ')}
      </Typography>
    </Box>
  );
}
