import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { Note } from '../../../components/Note.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import type { PlannedRotation } from './rotationPlan.ts';

/** Maximum number of keys listed. */
const KEYS_SHOWN = 50;

/** Props of {@link PlannedRotations}. */
export interface PlannedRotationsProps {
  readonly plan: readonly PlannedRotation[];
  /** `null` while no valid overlap is chosen. */
  readonly overlapDays: number | null;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** What will happen with each key, and which keys cannot be rotated and why. */
export function PlannedRotations({ plan, overlapDays, now }: PlannedRotationsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const possible = plan.filter(({ obstacle }) => obstacle === null);
  const impossible = plan.filter(({ obstacle }) => obstacle !== null);
  const end = ({ expirationDate }: AuthenticationKey): string =>
    overlapDays === null
      ? expirationDate
      : new Date(Math.min(now + overlapDays * DAY_MS, Date.parse(expirationDate))).toISOString();
  return (
    <>
      {impossible.length > 0 && (
        <Note tone="warning" title={t('rotation.impossible', { count: impossible.length })}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
            {impossible.slice(0, KEYS_SHOWN).map(({ reference, key, obstacle }) => (
              <li key={reference.token}>
                {[key?.fullName ?? '', key?.username ?? '']
                  .filter((name) => name !== '')
                  .map(isolated)
                  .join(' · ')}{' '}
                {shortToken(reference.token)}: {obstacle !== null && t(`rotation.obstacles.${obstacle}`)}
              </li>
            ))}
          </Box>
        </Note>
      )}
      {possible.length > 0 && (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={t('rotation.planLabel')}
          sx={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: 220, overflowY: 'auto' }}
        >
          {possible.slice(0, KEYS_SHOWN).map(({ reference, key }) => (
            <Box component="li" key={reference.token} sx={{ paddingY: 0.5, overflowWrap: 'anywhere' }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {isolated(key?.fullName || key?.username || '')}
                <Typography component="span" variant="body2" color="textSecondary">
                  {` · ${isolated(key?.username ?? '')} · `}
                  <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 12.5 }}>
                    {shortToken(reference.token)}
                  </Box>
                </Typography>
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {key !== null &&
                  t('rotation.planned', { from: format.dateTime(key.expirationDate), to: format.dateTime(end(key)) })}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
      {possible.length > KEYS_SHOWN && (
        <Typography variant="body2">{t('rotation.more', { count: possible.length - KEYS_SHOWN })}</Typography>
      )}
    </>
  );
}
