import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { KeyId } from '../../shared/model/key.ts';
import { useConnections } from '../api/connectionQueries.ts';
import { ConnectionDot } from '../components/ConnectionDot.tsx';
import { ConnectionNameText } from '../components/ConnectionNameText.tsx';
import { DialogFrame } from '../components/DialogFrame.tsx';
import { usePopups } from '../shell/popups.ts';

/** Props of {@link LinkedConnectionDialog}. */
export interface LinkedConnectionDialogProps {
  readonly connectionIds: readonly string[];
  readonly keyId: KeyId;
  readonly onChosen: (connectionId: string) => void;
}

/** Asks which connection a key link refers to: the same id is a different key on each installation. */
export function LinkedConnectionDialog({ connectionIds, keyId, onChosen }: LinkedConnectionDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const connections = (useConnections().data?.connections ?? []).filter(({ id }) => connectionIds.includes(id));
  return (
    <DialogFrame
      title={t('app.keyLink.choose')}
      context={t('app.keyLink.chooseText', { id: keyId })}
      onClose={close}
      actions={
        <Button variant="outlined" onClick={close}>
          {t('app.cancel')}
        </Button>
      }
    >
      {connections.map((connection) => (
        <Button
          key={connection.id}
          variant="outlined"
          startIcon={<ConnectionDot color={connection.color} />}
          onClick={() => {
            close();
            onChosen(connection.id);
          }}
          sx={{ justifyContent: 'flex-start', textAlign: 'left' }}
        >
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <ConnectionNameText connection={connection} />
            <Typography variant="body2" color="textSecondary">
              {connection.address}
            </Typography>
          </Box>
        </Button>
      ))}
    </DialogFrame>
  );
}
