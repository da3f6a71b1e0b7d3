import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { meansOffline } from '../../../shared/model/offline.ts';
import type { KnownKeys } from '../../api/keyQueries.ts';
import { ConnectionDot } from '../../components/ConnectionDot.tsx';
import { EnvironmentChip } from '../../components/EnvironmentChip.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { useFormat } from '../../i18n/format.ts';

/** Props of {@link ConnectionChoice}. */
export interface ConnectionChoiceProps {
  readonly label: string;
  readonly connections: readonly ConnectionSummary[];
  readonly chosen: ConnectionSummary;
  readonly onChoose: (connectionId: string) => void;
  /** The list of the chosen connection. */
  readonly known: KnownKeys;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** One side of the comparison: its connection, and how many keys there are, from when. */
export function ConnectionChoice({ label, connections, chosen, onChoose, known, now }: ConnectionChoiceProps) {
  const { t } = useTranslation();
  const age = useAge(known, now);
  return (
    <Box sx={{ flex: 1, minWidth: 0, maxWidth: 420 }}>
      <TextField
        select
        label={label}
        value={chosen.id}
        onChange={({ target }) => onChoose(target.value)}
        slotProps={{
          select: {
            SelectDisplayProps: {
              title: connectionName(t, chosen),
              style: { display: 'flex', alignItems: 'center', gap: 8 },
            },
          },
        }}
      >
        {connections.map((connection) => (
          <MenuItem key={connection.id} value={connection.id} sx={{ gap: 1 }}>
            <ConnectionDot color={connection.color} />
            <Typography noWrap sx={{ minWidth: 0 }}>
              {connectionName(t, connection)}
            </Typography>
            <EnvironmentChip environment={connection.environment} />
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="caption" component="div" color="textSecondary" noWrap title={age} sx={{ marginTop: '4px' }}>
        {age || '\u00A0'}
      </Typography>
    </Box>
  );
}

/** Number of keys, and from when they are if the list is not current. */
function useAge({ data, source, error }: KnownKeys, now: number): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (data === undefined) {
    return '';
  }
  const count = t('keys.count', { count: data.items.length });
  if (source === 'live') {
    return `${count} · ${t('keys.live')}`;
  }
  const isOfToday = now - Date.parse(data.fetchedAt) < DAY_MS;
  const when = isOfToday ? format.time(data.fetchedAt) : format.dateTime(data.fetchedAt);
  const state = error === null ? 'connecting' : meansOffline(error.code) ? 'offline' : 'stale';
  return `${count} · ${t(`keys.${state}`)} · ${t('keys.asOf', { when })}`;
}
