import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionImport, ImportedNotes } from '../../../shared/model/connectionTransfer.ts';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { Note } from '../../components/Note.tsx';
import { usePopups } from '../../shell/popups.ts';

/** Props of {@link ConnectionImportDialog}. */
export interface ConnectionImportDialogProps {
  readonly result: ConnectionImport;
}

const NOTE_RESULTS = ['added', 'kept'] as const;
const NOTE_FAILURES = ['invalid', 'notSaved'] as const;
const NOTE_TEXTS = {
  added: 'connections.transfer.notesAdded',
  kept: 'connections.transfer.notesKept',
  invalid: 'connections.transfer.notesInvalid',
  notSaved: 'connections.transfer.notesNotSaved',
} as const satisfies Record<keyof ImportedNotes, string>;

/** Result of a connection import. */
export function ConnectionImportDialog({ result }: ConnectionImportDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const { added, known, rejected, notes } = result;
  const isAdded = added > 0 || (notes?.added ?? 0) > 0;
  const noteLine = (name: keyof ImportedNotes) => {
    const count = notes?.[name] ?? 0;
    return count > 0 && <div key={name}>{t(NOTE_TEXTS[name], { count })}</div>;
  };
  return (
    <DialogFrame
      title={t('connections.transfer.importLabel')}
      onClose={close}
      onSubmit={close}
      actions={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('app.close')}
        </Button>
      }
    >
      <Note tone={isAdded ? 'success' : 'neutral'}>
        {t('connections.transfer.imported', { count: added })}
        {known > 0 && <div>{t('connections.transfer.known', { count: known })}</div>}
        {NOTE_RESULTS.map((name) => noteLine(name))}
      </Note>
      {NOTE_FAILURES.some((name) => (notes?.[name] ?? 0) > 0) && (
        <Note tone="warning">{NOTE_FAILURES.map((name) => noteLine(name))}</Note>
      )}
      {rejected.length > 0 && (
        <Note tone="warning" title={t('connections.transfer.rejectedTitle', { count: rejected.length })}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 200, overflowY: 'auto' }}>
            {rejected.map(({ name, problem }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names may repeat
              <li key={index}>
                {t(`connections.transfer.rejected.${problem}`, { name: name || t('connections.transfer.unnamed') })}
              </li>
            ))}
          </Box>
        </Note>
      )}
    </DialogFrame>
  );
}
