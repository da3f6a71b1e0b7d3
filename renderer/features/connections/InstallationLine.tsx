import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useInstallationFacts, useReadInstallationFacts } from '../../api/installationQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { factTexts, unbroken } from './factTexts.ts';

/** Props of {@link InstallationLine}. */
export interface InstallationLineProps {
  readonly connectionId: string;
  /** Name of the connection as shown. */
  readonly name: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** What the installation of a connection reports about itself, and of when that is; nothing if it reports nothing. */
export function InstallationLine({ connectionId, name, now }: InstallationLineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { dateTime } = useFormat();
  const facts = useInstallationFacts(connectionId);
  const reading = useReadInstallationFacts();
  const texts = facts ? factTexts(t, facts, { language, now }) : [];
  if (!facts || texts.length === 0) {
    return null;
  }
  const action = t('installation.readAgain');
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {[...texts, t('installation.readAt', { time: unbroken(dateTime(new Date(facts.readAt).toISOString())) })].join(
          ' · ',
        )}
        <BusyButton
          size="small"
          variant="text"
          isBusy={reading.isPending}
          sx={{ marginLeft: 0.5, padding: '0 6px', minHeight: 0, verticalAlign: 'baseline' }}
          aria-label={t('connections.actionLabel', { action, name })}
          onClick={() => reading.mutate(connectionId)}
        >
          {action}
        </BusyButton>
      </Typography>
      {reading.error !== null && <FailureNote {...errorText(t, reading.error, 'read')} />}
    </>
  );
}
