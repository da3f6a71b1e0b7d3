import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type KeyNote,
  NOTE_LIMITS,
  NOTE_TEXTS,
  type NoteText,
  noteProblems,
  tidyNote,
} from '../../../../shared/model/keyNote.ts';
import { useKeyNotes } from '../../../api/noteQueries.ts';
import { tagsIn } from './noteTags.ts';

/** Characters that complete a tag while it is typed or pasted. */
const TAG_ENDS = /[,;\n]/;

/** Props of {@link NoteFields}. */
export interface NoteFieldsProps {
  readonly connectionId: string;
  readonly draft: KeyNote;
  readonly onChange: (draft: KeyNote) => void;
  /** Called by Enter in a field of one line, and by Ctrl+Enter or ⌘Enter in every field. */
  readonly onSubmit: () => void;
}

/** The fields of a note. A text that is too long stays in its field with a message. */
export function NoteFields({ connectionId, draft, onChange, onSubmit }: NoteFieldsProps) {
  const { t } = useTranslation();
  const problems = noteProblems(tidyNote(draft));
  const submitByKey = (event: KeyboardEvent<HTMLElement>): void => {
    const isLine = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && !event.defaultPrevented && (isLine || event.ctrlKey || event.metaKey)) {
      // The form around saves the key.
      event.preventDefault();
      event.stopPropagation();
      onSubmit();
    }
  };
  const problemOf = (field: NoteText): string | null => {
    const problem = problems[field];
    return problem === undefined
      ? null
      : t(`notes.${problem}`, { length: draft[field].trim().length, max: NOTE_LIMITS[field] });
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }} onKeyDown={submitByKey}>
      {NOTE_TEXTS.map((field) => (
        <TextField
          key={field}
          label={t(`notes.${field}`)}
          placeholder={t(`notes.hints.${field}`)}
          value={draft[field]}
          error={problemOf(field) !== null}
          helperText={problemOf(field)}
          autoFocus={field === 'owner'}
          multiline={field === 'purpose'}
          minRows={2}
          maxRows={6}
          onChange={({ target }) => onChange({ ...draft, [field]: target.value })}
          slotProps={{ htmlInput: { dir: 'auto', autoComplete: 'off' } }}
        />
      ))}
      <TagField
        connectionId={connectionId}
        tags={draft.tags}
        problem={
          problems.tags === undefined
            ? null
            : t(`notes.${problems.tags}`, {
                length: draft.tags.length,
                max: problems.tags === 'tagTooLong' ? NOTE_LIMITS.tag : NOTE_LIMITS.tags,
              })
        }
        onChange={(tags) => onChange({ ...draft, tags })}
      />
    </Box>
  );
}

interface TagFieldProps {
  readonly connectionId: string;
  readonly tags: readonly string[];
  readonly problem: string | null;
  readonly onChange: (tags: readonly string[]) => void;
}

/** Tags as chips. The tags of other keys of the connection are suggested. */
function TagField({ connectionId, tags, problem, onChange }: TagFieldProps) {
  const { t } = useTranslation();
  const { notes } = useKeyNotes(connectionId);
  const known = useMemo(() => tagsIn(notes.values()), [notes]);
  const [text, setText] = useState('');
  const add = (typed: string): void => {
    setText('');
    const { tags: next } = tidyNote({ owner: '', purpose: '', ticket: '', tags: [...tags, ...typed.split(TAG_ENDS)] });
    onChange(next);
  };
  return (
    <Autocomplete
      multiple
      freeSolo
      // The one of the library clears the typed text, too.
      clearOnBlur={false}
      disableClearable
      filterSelectedOptions
      options={known}
      value={[...tags]}
      inputValue={text}
      onChange={(_event, next) => {
        setText('');
        onChange(tidyNote({ owner: '', purpose: '', ticket: '', tags: next }).tags);
      }}
      onInputChange={(_event, typed, reason) => {
        if (reason === 'input') {
          if (TAG_ENDS.test(typed)) {
            add(typed);
          } else {
            setText(typed);
          }
        }
      }}
      onBlur={() => {
        if (text.trim() !== '') {
          add(text);
        }
      }}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          label={t('notes.tags')}
          error={problem !== null}
          helperText={problem ?? t('notes.hints.tags')}
        />
      )}
    />
  );
}
