import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedProtectedFile } from '../../../../shared/model/protectedFile.ts';
import { toAppError } from '../../../api/call.ts';
import { copyPassphrase } from '../../../api/protectedFile.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { FieldBox } from '../../../components/FieldBox.tsx';
import { Note } from '../../../components/Note.tsx';
import { MONOSPACE } from '../../../shell/theme.ts';
import { useToasts } from '../../../shell/toasts.ts';

/** Props of {@link SavedFile}. */
export interface SavedFileProps {
  readonly saved: SavedProtectedFile;
  /** Forgets the file and its passphrase. */
  readonly onAgain: () => void;
}

/** A saved file, and the passphrase that was made for it, which is shown only here. */
export function SavedFile({ saved: { fileName, folderName, made }, onAgain }: SavedFileProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [isCopying, setIsCopying] = useState(false);
  const copy = async (): Promise<void> => {
    setIsCopying(true);
    try {
      await copyPassphrase();
      // The clipboard state shows the rest.
      toasts.hide();
    } catch (error) {
      toasts.show({ kind: 'failure', error: toAppError(error), attempt: 'read' });
    } finally {
      setIsCopying(false);
    }
  };
  return (
    <>
      <Note tone="success" isAlert>
        {t('protectedFile.saved', { file: fileName, folder: folderName })}
        {made === null && ` ${t('protectedFile.savedTyped')}`}
      </Note>
      {made !== null && (
        <>
          <FieldBox
            label={t('protectedFile.passphrase')}
            actions={
              <BusyButton autoFocus size="small" color="primary" isBusy={isCopying} onClick={() => void copy()}>
                {t('protectedFile.copy')}
              </BusyButton>
            }
          >
            {/* Not selectable: on Linux a selection is a second clipboard, which is never cleared. */}
            <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 15, userSelect: 'none' }}>
              {made.passphrase}
            </Box>
            <Typography variant="caption" component="div" color="textSecondary" sx={{ marginTop: '6px' }}>
              {t('protectedFile.strength', { words: made.words, bits: made.bits })}
            </Typography>
          </FieldBox>
          <Note tone="warning" title={t('protectedFile.otherWay')}>
            {t('protectedFile.lost')}
          </Note>
        </>
      )}
      <div>
        <Button variant="outlined" autoFocus={made === null} onClick={onAgain}>
          {t('protectedFile.again')}
        </Button>
      </div>
    </>
  );
}
