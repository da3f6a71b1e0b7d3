import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyNotes } from '../../../api/noteQueries.ts';
import { Note } from '../../../components/Note.tsx';

/** Says that the file with the notes of a connection was damaged; nothing otherwise. */
export const NoteFileProblem = memo(function NoteFileProblem({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const { damaged } = useKeyNotes(connectionId);
  if (damaged === null) {
    return null;
  }
  const { savedAs, isRestored } = damaged;
  return (
    <Note tone="warning" title={t('notes.damaged.title')}>
      {[
        t(isRestored ? 'notes.damaged.restored' : 'notes.damaged.lost'),
        savedAs === null ? t('notes.damaged.left') : t('notes.damaged.savedAs', { file: savedAs }),
      ].join(' ')}
    </Note>
  );
});
