import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { RotationReport } from '../../../../shared/model/rotation.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { Note } from '../../../components/Note.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { problemText } from './rotationText.ts';

/** Maximum number of keys named. */
const KEYS_SHOWN = 50;

/** Props of {@link RotationOutcomes}. */
export interface RotationOutcomesProps {
  readonly report: RotationReport;
  readonly keys: readonly AuthenticationKey[];
}

/** What a run has done, and the keys for which it has not, each with its reason. */
export function RotationOutcomes({ report, keys }: RotationOutcomesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const byToken = useMemo(() => new Map(keys.map((key) => [key.token, key])), [keys]);
  const left = report.results.filter(({ outcome }) => outcome !== 'done');
  const done = report.results.length - left.length;
  if (left.length === 0) {
    return (
      <Note tone="success" isAlert>
        {t('rotation.allDone', { count: done })}
      </Note>
    );
  }
  return (
    <Note tone="warning" isAlert title={t('rotation.notDone', { count: left.length, done })}>
      {report.stoppedBy !== null && (
        <div>{t('rotation.stoppedBy', { reason: t(`errors.${report.stoppedBy}.title`) })}</div>
      )}
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {left.slice(0, KEYS_SHOWN).map(({ oldKey, outcome, problem }) => (
          <li key={oldKey.token}>
            {isolated(byToken.get(oldKey.token)?.username ?? '')} {shortToken(oldKey.token)}
            {': '}
            {problem === null
              ? t(`rotation.outcomes.${outcome === 'done' ? 'unknown' : outcome}`)
              : problemText(t, problem, format)}
          </li>
        ))}
      </Box>
      {left.length > KEYS_SHOWN && <div>{t('rotation.more', { count: left.length - KEYS_SHOWN })}</div>}
    </Note>
  );
}
