import Refresh from '@mui/icons-material/RefreshRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownKeys } from '../../api/keyQueries.ts';
import { KEEPS_COLOR } from '../../components/forcedColors.ts';
import { useNow } from '../../components/useNow.ts';
import { useFormat } from '../../i18n/format.ts';

/** Interval between updates of the displayed age, in milliseconds. */
const RENEWAL_MS = 15_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Props of {@link Freshness}. */
export interface FreshnessProps {
  /** When the list was last known to be current, ISO 8601; `null` before there is one. */
  readonly fetchedAt: string | null;
  readonly source: KnownKeys['source'];
  /** True while the installation cannot be reached. */
  readonly isOffline: boolean;
  /** True when the last refresh failed, for any reason. */
  readonly hasFailed: boolean;
  readonly isFetching: boolean;
  readonly onRefresh: () => void;
}

/** Source and age of the list, and the button that refreshes it. Memoized like `QuickFilters`. */
export const Freshness = memo(function Freshness(props: FreshnessProps) {
  const { t } = useTranslation();
  const { fetchedAt, isFetching } = props;
  const age = useAge(props);
  const tone = props.hasFailed ? 'warning' : props.source === 'live' ? 'success' : 'neutral';
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
              ...KEEPS_COLOR,
              backgroundColor: theme.vars.palette.tone[tone].text,
            })}
          />
          {age}
        </Typography>
      )}
      {/* Below it the tooltip would cover Create. */}
      <Tooltip title={t('keys.refresh')} placement="left">
        {/* Not `disabled` during a refresh: the button would lose the focus. */}
        <IconButton
          size="small"
          aria-label={t('keys.refresh')}
          aria-disabled={isFetching}
          onClick={isFetching ? undefined : props.onRefresh}
          sx={{ '&[aria-disabled="true"]': { opacity: 0.4, cursor: 'default' } }}
        >
          <Refresh fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
});

function useAge({ fetchedAt, source, isOffline, hasFailed }: FreshnessProps): string {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(RENEWAL_MS);
  if (fetchedAt === null) {
    return '';
  }
  const age = now - Date.parse(fetchedAt);
  if (source === 'live') {
    return `${t('keys.live')} · ${age < MINUTE_MS ? t('keys.updatedNow') : t('keys.updated', { when: format.ago(age) })}`;
  }
  // After the clock was set back the age would be negative.
  const isAgeKnown = age > -MINUTE_MS;
  const when = age < DAY_MS ? format.time(fetchedAt) : format.dateTime(fetchedAt);
  const asOf = isAgeKnown ? t('keys.asOf', { when }) : t('keys.ageUnknown');
  const state = isOffline ? t('keys.offline') : hasFailed ? t('keys.stale') : t('keys.connecting');
  return `${state} · ${asOf}`;
}
