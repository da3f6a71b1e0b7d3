import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { LastUse } from '../../../shared/model/lastUse.ts';
import { Note } from '../../components/Note.tsx';
import { useFormat } from '../../i18n/format.ts';

/** Props of {@link LastUseNotes}. */
export interface LastUseNotesProps {
  readonly lastUse: LastUse;
}

/** What was read, over which period, and what could not be read. */
export function LastUseNotes({ lastUse }: LastUseNotesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { period, lines, callsWithoutAccount, callsOfOtherAccounts, files, fileCount, problem } = lastUse;
  const faulty = files.filter((file) => file.problem !== null);
  return (
    <>
      <Box role="status" sx={{ flex: 'none' }}>
        <Typography variant="h2" component="p">
          {period === null
            ? t('lastUse.noPeriod')
            : t('lastUse.period', { from: format.dateTime(period.from), to: format.dateTime(period.to) })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {[
            t('lastUse.read', { count: fileCount, when: format.dateTime(lastUse.readAt) }),
            t('lastUse.calls', { count: lines.calls }),
            t('lastUse.others', { count: lines.others }),
            t('lastUse.notRead', { count: lines.notRead }),
            ...(callsWithoutAccount > 0 ? [t('lastUse.withoutAccount', { count: callsWithoutAccount })] : []),
            ...(callsOfOtherAccounts > 0 ? [t('lastUse.otherAccounts', { count: callsOfOtherAccounts })] : []),
          ].join(' ')}
        </Typography>
      </Box>
      {problem !== null && <Note tone="warning">{t('lastUse.notKept')}</Note>}
      {faulty.length > 0 && (
        <Note tone="warning" title={t('lastUse.incomplete')}>
          <Box component="ul" tabIndex={0} aria-label={t('lastUse.incomplete')} sx={LIST}>
            {faulty.map(({ name, problem: reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two archives may contain files of one name
              <li key={index}>
                <bdi>{name}</bdi>
                {reason !== null && `: ${t(`lastUse.problems.${reason}`)}`}
              </li>
            ))}
          </Box>
        </Note>
      )}
    </>
  );
}

const LIST = { margin: 0, paddingLeft: '22px', maxHeight: 120, overflowY: 'auto' } as const;
