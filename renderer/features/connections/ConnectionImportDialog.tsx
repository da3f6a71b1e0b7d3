import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionImport } from '../../../shared/model/connectionTransfer.ts';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { Note } from '../../components/Note.tsx';
import { usePopups } from '../../shell/popups.ts';

/** Props of {@link ConnectionImportDialog}. */
export interface ConnectionImportDialogProps {
  readonly result: ConnectionImport;
}

/** Result of a connection import. */
export function ConnectionImportDialog({ result }: ConnectionImportDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const { added, known, rejected } = result;
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
      <Note tone={added > 0 ? 'success' : 'neutral'}>
        {t('connections.transfer.imported', { count: added })}
        {known > 0 && <div>{t('connections.transfer.known', { count: known })}</div>}
      </Note>
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
