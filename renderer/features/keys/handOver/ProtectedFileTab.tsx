import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { referenceTo } from '../../../../shared/model/key.ts';
import {
  MIN_FILE_PASSPHRASE_LENGTH,
  PROTECTED_FILE_FORMATS,
  type ProtectedFileFormat,
} from '../../../../shared/model/protectedFile.ts';
import { SNIPPET_KINDS, type SnippetKind } from '../../../../shared/model/snippet.ts';
import { useAppState } from '../../../api/appQueries.ts';
import { endProtectedFile, useSaveProtectedFile } from '../../../api/protectedFile.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { Choices } from '../../../components/Choices.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { PasswordField } from '../../../components/PasswordField.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { type PassphraseSource, typedPassphraseProblems } from './filePassphraseForm.ts';
import { formName } from './formName.ts';
import type { HandOverTabProps } from './HandOverDialog.tsx';
import { useSecretDisabledReason } from './handedOverKey.ts';
import { SavedFile } from './SavedFile.tsx';

const SOURCES: readonly PassphraseSource[] = ['made', 'typed'];
const EMPTY = { text: '', repeated: '' };

/** Saves the key in a file that is encrypted with a passphrase. Leaving it stops that, and forgets a made passphrase. */
export function ProtectedFileTab({ connectionId, shownKey }: HandOverTabProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: appState } = useAppState();
  const disabledReason = useSecretDisabledReason(connectionId, shownKey);
  const saving = useSaveProtectedFile();
  const [format, setFormat] = useState<ProtectedFileFormat>('kdbx');
  const [chosenSnippet, setSnippet] = useState<SnippetKind | null>();
  const [source, setSource] = useState<PassphraseSource>('made');
  const [typed, setTyped] = useState(EMPTY);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const textField = useRef<HTMLInputElement>(null);
  const repeatedField = useRef<HTMLInputElement>(null);
  useEffect(() => endProtectedFile, []);

  const form = appState?.preferences.handOverForm ?? 'message';
  const snippet = chosenSnippet === undefined ? (form === 'message' ? 'curl' : form) : chosenSnippet;
  const problems = source === 'typed' ? typedPassphraseProblems(typed) : { text: null, repeated: null };
  const problemText = (problem: (typeof problems)['text' | 'repeated']): string | null =>
    problem === null || !wasSubmitted
      ? null
      : t(`protectedFile.problems.${problem}`, { minimum: MIN_FILE_PASSPHRASE_LENGTH });
  const isSaving = saving.isPending;

  const save = (): void => {
    setWasSubmitted(true);
    const invalid = (problems.text !== null && textField) || (problems.repeated !== null && repeatedField);
    if (invalid !== false) {
      invalid.current?.focus();
    } else if (!isSaving && disabledReason === null) {
      saving.mutate(
        {
          connectionId,
          key: referenceTo(shownKey),
          format,
          snippet,
          language,
          typed: source === 'typed' ? typed.text : null,
          fileKind: t(`protectedFile.fileKinds.${format}`),
        },
        { onSuccess: (saved) => saved !== null && setTyped(EMPTY) },
      );
    }
  };
  const startAgain = (): void => {
    endProtectedFile();
    saving.reset();
    setWasSubmitted(false);
  };
  if (saving.data) {
    return (
      <Box sx={COLUMN}>
        <SavedFile saved={saving.data} onAgain={startAgain} />
      </Box>
    );
  }
  const common = {
    showLabel: t('trust.lock.show'),
    hideLabel: t('trust.lock.hide'),
    isDisabled: isSaving,
    autoFocus: false,
  };
  return (
    <Box
      sx={COLUMN}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          event.preventDefault();
          save();
        }
      }}
    >
      <Typography variant="body2" color="textSecondary">
        {t('protectedFile.intro')}
      </Typography>
      {saving.error !== null && <FailureNote {...errorText(t, saving.error, 'read')} />}
      <Choices
        label={t('protectedFile.format')}
        value={format}
        choices={PROTECTED_FILE_FORMATS.map((value) => ({ value, label: t(`protectedFile.formats.${value}`) }))}
        hint={t(`protectedFile.formatHints.${format}`)}
        onChange={setFormat}
      />
      <TextField
        select
        label={t('protectedFile.snippet')}
        value={snippet ?? ''}
        onChange={({ target }) => setSnippet(SNIPPET_KINDS.find((kind) => kind === target.value) ?? null)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        sx={{ marginY: 0.5 }}
      >
        <MenuItem value="">{t('protectedFile.noSnippet')}</MenuItem>
        {SNIPPET_KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {formName(t, kind)}
          </MenuItem>
        ))}
      </TextField>
      <Choices
        label={t('protectedFile.passphrase')}
        value={source}
        choices={SOURCES.map((value) => ({ value, label: t(`protectedFile.sources.${value}`) }))}
        hint={t(`protectedFile.sourceHints.${source}`)}
        onChange={setSource}
      />
      {source === 'typed' && (
        <>
          <PasswordField
            {...common}
            label={t('protectedFile.typed')}
            value={typed.text}
            problem={problemText(problems.text)}
            help={t('protectedFile.typedHelp', { minimum: MIN_FILE_PASSPHRASE_LENGTH })}
            inputRef={textField}
            onChange={(text) => setTyped({ ...typed, text })}
          />
          <PasswordField
            {...common}
            label={t('protectedFile.repeated')}
            value={typed.repeated}
            problem={problemText(problems.repeated)}
            help={null}
            inputRef={repeatedField}
            onChange={(repeated) => setTyped({ ...typed, repeated })}
          />
        </>
      )}
      <Note tone="neutral">{t('protectedFile.otherWay')}</Note>
      {isSaving && (
        <div role="status">
          <Typography variant="body2">{t('protectedFile.encrypting')}</Typography>
          <LinearProgress aria-label={t('protectedFile.encrypting')} sx={{ marginTop: 1 }} />
        </div>
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <ReasonTooltip reason={disabledReason}>
          <BusyButton
            variant="contained"
            color="primary"
            hasSpinner={false}
            isBusy={isSaving}
            disabled={disabledReason !== null}
            onClick={save}
          >
            {t('protectedFile.save')}
          </BusyButton>
        </ReasonTooltip>
        {isSaving && (
          <Button variant="outlined" onClick={endProtectedFile}>
            {t('protectedFile.stop')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const COLUMN = { display: 'flex', flexDirection: 'column', gap: 1.5, paddingTop: 1.5 } as const;
