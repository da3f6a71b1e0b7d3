import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { useKeyNotes, useRemoveNotes } from '../../../api/noteQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SafeButton } from '../../../components/SafeButton.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { usePopups } from '../../../shell/popups.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { noteText } from './noteText.ts';

/** Maximum number of notes drawn at once. */
const MAX_SHOWN = 200;

/** Props of {@link UnlistedNotesDialog}. */
export interface UnlistedNotesDialogProps {
  readonly connectionId: string;
}

/** The notes about keys that are no longer in the list. They are kept until the user deletes them here. */
export function UnlistedNotesDialog({ connectionId }: UnlistedNotesDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const { notes, problem } = useKeyNotes(connectionId);
  const items = useKeys(connectionId).data?.items;
  const removal = useRemoveNotes(connectionId);
  const unlisted = useMemo(() => {
    const listed = new Set(items?.map(({ token }) => token));
    return items === undefined ? [] : [...notes].filter(([token]) => !listed.has(token));
  }, [items, notes]);
  const isOff = problem !== null || removal.isPending || unlisted.length === 0;
  const remove = (tokens: readonly string[], onSuccess: () => void): void => removal.mutate(tokens, { onSuccess });
  return (
    <DialogFrame
      title={t('notes.unlisted.title')}
      isBusy={removal.isPending}
      onClose={close}
      actions={
        <>
          <SafeButton variant="outlined" disabled={removal.isPending} onClick={close}>
            {t('app.close')}
          </SafeButton>
          <BusyButton
            variant="contained"
            color="error"
            disabled={isOff}
            isBusy={removal.isPending}
            onClick={() =>
              remove(
                unlisted.map(([token]) => token),
                close,
              )
            }
          >
            {t('notes.unlisted.deleteAll', { count: unlisted.length })}
          </BusyButton>
        </>
      }
    >
      {removal.error !== null && <FailureNote {...errorText(t, removal.error)} />}
      <Note tone="neutral">{t('notes.unlisted.text')}</Note>
      <Box component="ul" tabIndex={0} aria-label={t('notes.title')} sx={LIST}>
        {unlisted.slice(0, MAX_SHOWN).map(([token, note]) => (
          <Box component="li" key={token} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 12.5 }}>
                {shortToken(token)}
              </Box>
              <div>{noteText(note)}</div>
            </Box>
            <Button
              size="small"
              disabled={isOff}
              aria-label={t('notes.unlisted.deleteLabel', { token: shortToken(token) })}
              onClick={() => remove([token], () => undefined)}
            >
              {t('notes.unlisted.delete')}
            </Button>
          </Box>
        ))}
      </Box>
      {unlisted.length > MAX_SHOWN && <div>{t('notes.unlisted.more', { count: unlisted.length - MAX_SHOWN })}</div>}
    </DialogFrame>
  );
}

const LIST = {
  listStyle: 'none',
  display: 'flex',
  flexDirection: 'column',
  gap: 1,
  margin: 0,
  padding: 0,
  maxHeight: 320,
  overflowY: 'auto',
} as const;
