import { useTranslation } from 'react-i18next';
import type { ActivityJournal } from '../../../shared/model/activity.ts';
import { Note } from '../../components/Note.tsx';
import { connectionName } from '../../i18n/connectionName.ts';

/** Props of {@link ChainNotes}. */
export interface ChainNotesProps {
  readonly journals: readonly ActivityJournal[];
}

/** Notes about journals that are not fully trustworthy; nothing about the others. */
export function ChainNotes({ journals }: ChainNotesProps) {
  return journals.map((journal) => <ChainNote key={journal.connectionId} journal={journal} />);
}

function ChainNote({ journal }: { readonly journal: ActivityJournal }) {
  const { t } = useTranslation();
  const { brokenAt, lacksEntries, tornLines, sealedFrom } = journal.verdict;
  const kind = journal.connectionName === '' ? 'sample' : 'installation';
  const name = connectionName(t, { kind, name: journal.connectionName });
  if (brokenAt !== null) {
    return (
      <Note tone="error" isAlert title={t(lacksEntries ? 'activity.lacking' : 'activity.broken', { name })}>
        {t(lacksEntries ? 'activity.lackingText' : 'activity.brokenText', { number: brokenAt })}
      </Note>
    );
  }
  return (
    <>
      {tornLines > 0 && (
        <Note tone="warning" title={t('activity.torn', { count: tornLines, name })}>
          {t('activity.tornText')}
        </Note>
      )}
      {sealedFrom === null && (
        <Note tone="neutral" title={t('activity.unsealed')}>
          {t('activity.unsealedText', { name })}
        </Note>
      )}
      {sealedFrom !== null && sealedFrom > 1 && (
        <Note tone="neutral" title={t('activity.sealedFrom', { name, number: sealedFrom })}>
          {t('activity.sealedFromText')}
        </Note>
      )}
    </>
  );
}

/** Whether all entries are there, unchanged, and confirmed by the seal in the keychain. */
export function isIntact({ verdict }: ActivityJournal): boolean {
  return verdict.brokenAt === null && verdict.tornLines === 0 && verdict.sealedFrom === 1;
}
