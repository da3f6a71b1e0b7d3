import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { type BulkReport, type BulkResult, isStillToDelete } from '../../../shared/model/bulkDeletion.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { Note } from '../../components/Note.tsx';

/** How many keys are named one by one. */
const KEYS_SHOWN = 50;

/** Props of {@link DeletionOutcome}. */
export interface DeletionOutcomeProps {
  readonly report: BulkReport;
  /** The keys as they were before the deletion. */
  readonly keys: ReadonlyMap<string, AuthenticationKey>;
}

/** What could not be deleted and why: keys that were tried by name, the others as a number. */
export function DeletionOutcome({ report, keys }: DeletionOutcomeProps) {
  const { t } = useTranslation();
  const left = report.results.filter(isStillToDelete);
  const tried = left.filter(({ outcome }) => outcome !== 'notTried');
  const notTried = left.length - tried.length;
  return (
    <Note tone="warning" isAlert title={t('keys.deletion.failed', { count: left.length })}>
      {notTried > 0 && (
        <div>
          {t('keys.deletion.notTried', { count: notTried })}
          {report.stoppedBy !== null &&
            ` ${t('keys.deletion.stoppedBy', { reason: t(`errors.${report.stoppedBy}.title`) })}`}
        </div>
      )}
      {tried.length > 0 && (
        <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 120, overflowY: 'auto' }}>
          {tried.slice(0, KEYS_SHOWN).map((result) => (
            <Line key={result.id} result={result} shownKey={keys.get(result.id)} />
          ))}
        </Box>
      )}
      {tried.length > KEYS_SHOWN && <div>{t('keys.changes.more', { count: tried.length - KEYS_SHOWN })}</div>}
    </Note>
  );
}

function Line({ result, shownKey }: { readonly result: BulkResult; readonly shownKey: AuthenticationKey | undefined }) {
  const { t } = useTranslation();
  const { id, outcome, code, detail } = result;
  const reason = (() => {
    if (outcome === 'changed') {
      return t('keys.deletion.changed');
    }
    const cause = detail ?? (code === null ? t('keys.deletion.failedNoReason') : t(`errors.${code}.title`));
    return outcome === 'unknown' ? t('keys.deletion.unknown', { cause }) : cause;
  })();
  return (
    <li>
      {shownKey === undefined ? id : `${shownKey.fullName} · ${shortToken(shownKey.token)}`}
      <Typography component="span" variant="body2">
        {`: ${reason}`}
      </Typography>
    </li>
  );
}
