import Refresh from '@mui/icons-material/RefreshRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/useNow.ts';
import { useFormat } from '../../i18n/format.ts';

/** How often the age is said anew, in milliseconds. */
const RENEWAL_MS = 15_000;
const MINUTE_MS = 60_000;

/** Props of {@link Freshness}. */
export interface FreshnessProps {
  /** When the list was fetched, ISO 8601; `null` before the first answer. */
  readonly fetchedAt: string | null;
  /** True when the last attempt to renew the list failed. */
  readonly isStale: boolean;
  readonly isFetching: boolean;
  readonly onRefresh: () => void;
}

/** How old the list is, and the button that renews it. */
export function Freshness({ fetchedAt, isStale, isFetching, onRefresh }: FreshnessProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(RENEWAL_MS);
  const age = fetchedAt === null ? 0 : now - Date.parse(fetchedAt);
  const updated = age < MINUTE_MS ? t('keys.updatedNow') : t('keys.updated', { when: format.ago(age) });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      {fetchedAt !== null && (
        <Typography variant="body2" color="textSecondary" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box
            component="span"
            sx={(theme) => ({
              width: 8,
              height: 8,
              borderRadius: '50%',
              backgroundColor: theme.vars.palette.tone[isStale ? 'warning' : 'success'].text,
            })}
          />
          {`${isStale ? t('keys.stale') : t('keys.live')} · ${updated}`}
        </Typography>
      )}
      <Tooltip title={t('keys.refresh')}>
        {/* Not `disabled` while the list is fetched: that would take the focus away. */}
        <IconButton
          size="small"
          aria-label={t('keys.refresh')}
          aria-disabled={isFetching}
          onClick={isFetching ? undefined : onRefresh}
          sx={{ '&[aria-disabled="true"]': { opacity: 0.4, cursor: 'default' } }}
        >
          <Refresh fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
