import Box from '@mui/material/Box';
import { EDGE } from '../../../components/forcedColors.ts';
import { MONOSPACE } from '../../../shell/theme.ts';

/** Props of {@link CodeView}. */
export interface CodeViewProps {
  /** Name of the file. */
  readonly label: string;
  readonly text: string;
}

/** A file that can be read, scrolled and selected, but not edited. */
export function CodeView({ label, text }: CodeViewProps) {
  return (
    <Box
      component="pre"
      role="region"
      aria-label={label}
      tabIndex={0}
      dir="ltr"
      sx={(theme) => ({
        // Steady while another file is chosen, and low enough that the buttons below it stay in view.
        height: 'clamp(120px, calc(100vh - 520px), 360px)',
        margin: 0,
        padding: '10px 14px',
        overflow: 'auto',
        borderRadius: '10px',
        border: EDGE,
        fontFamily: MONOSPACE,
        fontSize: 12.5,
        lineHeight: '18px',
        fontVariantLigatures: 'none',
        tabSize: 4,
        backgroundColor: theme.vars.palette.background.default,
      })}
    >
      {text}
    </Box>
  );
}
