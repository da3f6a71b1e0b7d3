import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ClipboardState } from '../../shared/model/clipboardState.ts';
import { clearClipboard } from '../api/clipboard.ts';
import { useNow } from '../components/useNow.ts';
import { ToastBox } from './ToastBox.tsx';

const COUNTDOWN_STEP_MS = 250;

/** Props of {@link ClipboardLine}. */
export interface ClipboardLineProps {
  readonly state: Exclude<ClipboardState, { readonly status: 'empty' }>;
}

/** Clipboard state: time until it is cleared, Clear now, and afterwards the result. */
export function ClipboardLine({ state }: ClipboardLineProps) {
  const { t } = useTranslation();
  const canClear = ['holding', 'stillThere', 'unverified'].includes(state.status);
  return (
    <ToastBox>
      <span>
        {state.status === 'holding'
          ? t(`trust.clipboard.copied.${state.content}`)
          : t(`trust.clipboard.${state.status}`)}
        {state.status === 'holding' && <Remaining clearsAt={state.clearsAt} />}
      </span>
      {canClear && (
        <Button
          size="small"
          // The result arrives as the clipboard state.
          onClick={() => void clearClipboard().catch(() => undefined)}
          sx={(theme) => ({ flex: 'none', color: theme.vars.palette.frame.toastAction })}
        >
          {t(state.status === 'holding' ? 'trust.clipboard.clearNow' : 'trust.clipboard.tryAgain')}
        </Button>
      )}
    </ToastBox>
  );
}

/** Countdown to an instant (ISO 8601, UTC), or a note that the clipboard is not cleared. */
function Remaining({ clearsAt }: { readonly clearsAt: string | null }) {
  const { t } = useTranslation();
  const now = useNow(COUNTDOWN_STEP_MS);
  if (clearsAt === null) {
    return <span>{` · ${t('trust.clipboard.stays')}`}</span>;
  }
  const seconds = Math.max(0, Math.ceil((Date.parse(clearsAt) - now) / 1000));
  return (
    // Hidden from screen readers: it would interrupt every second.
    <Box component="span" aria-hidden sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {` · ${t('trust.clipboard.clearsIn')} `}
      <Box component="strong" sx={(theme) => ({ color: theme.vars.palette.frame.toastAction })}>
        {t('trust.clipboard.seconds', { count: seconds })}
      </Box>
    </Box>
  );
}
