import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { LastUseState } from '../../../shared/model/lastUse.ts';
import { type useReadLogs, useStopReading } from '../../api/lastUseQueries.ts';

/** Props of {@link LogForm}. */
export interface LogFormProps {
  readonly connectionId: string;
  readonly timeZone: string;
  /** The time zone that the installation reports; `null` if it is not known. */
  readonly reportedZone: string | null;
  readonly onTimeZone: (timeZone: string) => void;
  /** How far the running reading is; `null` while nothing is read. */
  readonly state: LastUseState;
  readonly reading: ReturnType<typeof useReadLogs>;
}

const MEGABYTE = 1024 * 1024;

/** Chooses the logs and the time zone of their times, and shows how far the reading is. */
export function LogForm({ connectionId, timeZone, reportedZone, onTimeZone, state, reading }: LogFormProps) {
  const { t } = useTranslation();
  const stopping = useStopReading();
  const isReading = state !== null;
  const read = (isFolder: boolean): void =>
    reading.mutate({ connectionId, timeZone, fileKind: isFolder ? null : t('lastUse.fileKind') });
  const known = Intl.supportedValuesOf('timeZone');
  const zones = known.includes(timeZone) ? known : [timeZone, ...known];
  const megabytes = (bytes: number): number => Math.ceil(bytes / MEGABYTE);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', flex: 'none', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: 1.5 }}>
        <Button variant="contained" color="primary" disabled={isReading} onClick={() => read(false)}>
          {t('lastUse.openFiles')}
        </Button>
        <Button variant="outlined" color="inherit" disabled={isReading} onClick={() => read(true)}>
          {t('lastUse.openFolder')}
        </Button>
        {isReading && (
          <Button variant="outlined" disabled={stopping.isPending} onClick={() => stopping.mutate()}>
            {t('lastUse.stop')}
          </Button>
        )}
        <TextField
          select
          size="small"
          label={t('lastUse.timeZone')}
          helperText={
            reportedZone === null ? t('lastUse.timeZoneHelp') : t('lastUse.timeZoneReported', { zone: reportedZone })
          }
          value={timeZone}
          disabled={isReading}
          onChange={({ target }) => onTimeZone(target.value)}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          sx={{ flex: '0 1 420px', marginLeft: 'auto' }}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </TextField>
      </Box>
      {state !== null && (
        <div>
          <LinearProgress
            aria-label={t('lastUse.reading')}
            variant={state.totalBytes === 0 ? 'indeterminate' : 'determinate'}
            value={state.totalBytes === 0 ? 0 : Math.min(100, (100 * state.bytes) / state.totalBytes)}
          />
          <Typography variant="body2" sx={{ marginTop: 1, fontVariantNumeric: 'tabular-nums' }}>
            {t('lastUse.progress', { done: megabytes(state.bytes), total: megabytes(state.totalBytes) })}
          </Typography>
        </div>
      )}
    </Box>
  );
}
