import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EMPTY_NOTE, type KeyNote, NOTE_TEXTS, noteProblems, tidyNote } from '../../../../shared/model/keyNote.ts';
import { useKeyNotes, useNoteDraft, useSaveNote } from '../../../api/noteQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { FieldBox } from '../../../components/FieldBox.tsx';
import { Note } from '../../../components/Note.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { NoteFields } from './NoteFields.tsx';

/** Props of {@link NoteSection}. */
export interface NoteSectionProps {
  readonly connectionId: string;
  /** Token of the key that the note is about. */
  readonly token: string;
}

/**
 * The note about a key, and its form. It is saved by a button of its own: other than the key, it is stored on this computer,
 * and works offline and without permissions.
 */
export function NoteSection({ connectionId, token }: NoteSectionProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { notes, problem } = useKeyNotes(connectionId);
  const note = notes.get(token);
  const [draft, setDraft] = useNoteDraft(connectionId, token);
  const saving = useSaveNote(connectionId);
  const editButton = useRef<HTMLButtonElement>(null);
  const isEditing = draft !== null;

  const finish = (): void => {
    setDraft(null);
    saving.reset();
    // The form is gone, and the focus with it.
    setTimeout(() => editButton.current?.focus());
  };
  const save = (): void => {
    if (draft === null || saving.isPending) {
      return;
    }
    const tidied = tidyNote(draft);
    if (Object.keys(noteProblems(tidied)).length === 0) {
      saving.mutate(
        { token, note: tidied },
        {
          onSuccess: () => {
            toasts.show({ kind: 'message', text: t('notes.saved') });
            finish();
          },
        },
      );
    }
  };
  const isWrong = draft !== null && Object.keys(noteProblems(tidyNote(draft))).length > 0;
  return (
    <FieldBox
      label={t('notes.title')}
      actions={
        !isEditing && (
          <Button
            ref={editButton}
            size="small"
            color="primary"
            aria-label={note === undefined ? t('notes.addLabel') : t('notes.editLabel')}
            disabled={problem !== null}
            onClick={() => setDraft(note ?? EMPTY_NOTE)}
          >
            {note === undefined ? t('notes.add') : t('notes.edit')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, paddingRight: 1 }}>
        {!isEditing && note !== undefined && <ShownNote note={note} />}
        {problem !== null && (
          <Note tone="warning">{t(`notes.readOnly.${problem === 'newerVersion' ? 'newerVersion' : 'other'}`)}</Note>
        )}
        <Typography variant="body2" color="textSecondary">
          {t('notes.local')}
        </Typography>
        {draft !== null && (
          <>
            <NoteFields connectionId={connectionId} draft={draft} onChange={setDraft} onSubmit={save} />
            {saving.error !== null && <FailureNote {...errorText(t, saving.error)} />}
            <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
              <Button size="small" disabled={saving.isPending} onClick={finish}>
                {t('app.cancel')}
              </Button>
              <BusyButton
                size="small"
                variant="outlined"
                color="primary"
                disabled={isWrong}
                isBusy={saving.isPending}
                onClick={save}
              >
                {t('notes.save')}
              </BusyButton>
            </Box>
          </>
        )}
      </Box>
    </FieldBox>
  );
}

/** A saved note. Its texts are plain text in their own direction. */
function ShownNote({ note }: { readonly note: KeyNote }) {
  const { t } = useTranslation();
  const tags = note.tags.map(isolated).join(', ');
  return (
    <Box component="dl" sx={LIST}>
      {NOTE_TEXTS.filter((field) => note[field] !== '').map((field) => (
        <NoteLine key={field} label={t(`notes.${field}`)} text={note[field]} />
      ))}
      {tags !== '' && <NoteLine label={t('notes.tags')} text={tags} />}
    </Box>
  );
}

function NoteLine({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Box component="dd" dir="auto" sx={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Box>
    </>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  alignItems: 'baseline',
  columnGap: 2,
  rowGap: 0.5,
  margin: 0,
  maxHeight: 220,
  overflowY: 'auto',
} as const;
