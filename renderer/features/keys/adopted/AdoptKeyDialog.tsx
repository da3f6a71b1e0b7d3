import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AdoptedKey,
  adoptedDetailsSchema,
  adoptionSchema,
  readPastedKey,
} from '../../../../shared/model/adoptedKey.ts';
import { useAdoptKey, useEditAdoptedKey } from '../../../api/adoptedKeyQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { DialogButtons } from '../../../components/DialogButtons.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { PasswordField } from '../../../components/PasswordField.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { english, type Translate } from '../../../i18n/i18n.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { ExpiryField } from '../expiry/ExpiryField.tsx';
import { chosenDay, expiryDay } from '../expiry/expiry.ts';

/** Props of {@link AdoptKeyDialog}. */
export interface AdoptKeyDialogProps {
  readonly connectionId: string;
  /** The adopted key whose label and expiry are changed; `null` adopts another one. */
  readonly edited: AdoptedKey | null;
}

type Problems = ReadonlyMap<string, string>;

/** Adopts a key, or changes label and expiry of an adopted one. */
export function AdoptKeyDialog({ connectionId, edited }: AdoptKeyDialogProps) {
  const { t } = useTranslation();
  const { open, close } = usePopups();
  const toasts = useToasts();
  const adoption = useAdoptKey();
  const editing = useEditAdoptedKey();
  const [label, setLabel] = useState(edited?.label ?? '');
  const [token, setToken] = useState('');
  const [secretKey, setSecretKey] = useState('');
  const [isPasted, setIsPasted] = useState(false);
  const [day, setDay] = useState(edited?.expirationDate == null ? null : expiryDay(edited.expirationDate));
  const [isDayChanged, setIsDayChanged] = useState(false);
  const [found, setFound] = useState<Problems>(new Map());
  const listed = useKeys(connectionId).data?.items.find(
    (key) => key.token.toLowerCase() === token.trim().toLowerCase(),
  );

  const error = adoption.error ?? editing.error;
  const problems: Problems =
    error?.code === 'VALIDATION' ? new Map(error.issues?.map(({ path, problem }) => [lastOf(path), problem])) : found;
  const shownProblems: Problems = listed === undefined ? problems : new Map([...problems, ['token', 'inList']]);
  const isBusy = adoption.isPending || editing.isPending;
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    setFound(new Map());
    adoption.reset();
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = readPastedKey(event.clipboardData.getData('text'));
    if (pasted !== null) {
      event.preventDefault();
      setToken(pasted.token ?? token);
      setSecretKey(pasted.secretKey ?? secretKey);
      setIsPasted(pasted.token !== null && pasted.secretKey !== null);
      setFound(new Map());
      adoption.reset();
    }
  };
  const expirationDate = isDayChanged || edited === null ? chosenDay(day).instant : edited.expirationDate;
  const finish = (text: string): void => {
    toasts.show({ kind: 'message', text });
    close();
  };
  const save = (): void => {
    if (isBusy || (day !== null && expirationDate === null)) {
      return;
    }
    const details = { label, expirationDate };
    if (edited !== null) {
      const parsed = adoptedDetailsSchema.safeParse(details);
      setFound(problemsOf(parsed.error));
      if (parsed.success) {
        const input = { connectionId, token: edited.token, details };
        editing.mutate(input, { onSuccess: () => finish(t('adopted.dialog.saved')) });
      }
      return;
    }
    const key = { token, secretKey, ...details };
    const parsed = adoptionSchema.safeParse(key);
    setFound(problemsOf(parsed.error));
    if (parsed.success && listed === undefined) {
      adoption.mutate({ connectionId, key }, { onSuccess: () => finish(t('adopted.dialog.added')) });
    }
  };
  const problemOf = (field: string): string | null => problemText(t, shownProblems.get(field));
  return (
    <DialogFrame
      title={t(edited === null ? 'adopted.dialog.addTitle' : 'adopted.dialog.editTitle')}
      context={edited === null ? t('adopted.dialog.addContext') : edited.token}
      isBusy={isBusy}
      onClose={close}
      onSubmit={save}
      actions={<DialogButtons submit={t('app.save')} isBusy={isBusy} onCancel={close} />}
    >
      {error?.code === 'KEYCHAIN_UNAVAILABLE' && (
        <Note tone="error" title={t('errors.KEYCHAIN_UNAVAILABLE.title')} isAlert>
          {t('adopted.noKeychain')}
        </Note>
      )}
      {error !== null && !['KEYCHAIN_UNAVAILABLE', 'VALIDATION'].includes(error.code) && (
        <FailureNote {...errorText(t, error)} />
      )}
      <TextField
        label={t('adopted.dialog.label')}
        value={label}
        autoFocus
        error={problemOf('label') !== null}
        helperText={problemOf('label') ?? t('adopted.dialog.labelHelp')}
        disabled={isBusy}
        onChange={({ target }) => change(setLabel)(target.value)}
        slotProps={{ htmlInput: { dir: 'auto', autoComplete: 'off' } }}
      />
      {edited === null && (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }} onPasteCapture={paste}>
          <TextField
            label={t('adopted.dialog.token')}
            value={token}
            error={problemOf('token') !== null}
            helperText={problemOf('token')}
            disabled={isBusy}
            onChange={({ target }) => change(setToken)(target.value)}
            slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } }}
          />
          <PasswordField
            label={t('adopted.dialog.secretKey')}
            value={secretKey}
            problem={problemOf('secretKey')}
            help={isPasted ? t('adopted.dialog.pasted') : null}
            showLabel={t('adopted.dialog.showSecretKey')}
            hideLabel={t('adopted.dialog.hideSecretKey')}
            isDisabled={isBusy}
            autoFocus={false}
            onChange={change(setSecretKey)}
          />
        </Box>
      )}
      {listed !== undefined && (
        <Note
          tone="neutral"
          action={
            <Button
              size="small"
              onClick={() => open({ kind: 'keyProperties', connectionId, shown: listed, createdFor: null })}
            >
              {t('adopted.dialog.openListed')}
            </Button>
          }
        >
          {t('adopted.problems.inList')}
        </Note>
      )}
      <Box sx={{ paddingTop: 1 }}>
        <ExpiryField
          connectionId={connectionId}
          day={day}
          problem={null}
          exactInstant={day !== null && !isDayChanged && edited !== null ? edited.expirationDate : null}
          isDisabled={isBusy}
          onChange={(next) => {
            setDay(next);
            setIsDayChanged(true);
          }}
        >
          {day !== null && (
            <Button
              onClick={() => {
                setDay(null);
                setIsDayChanged(true);
              }}
            >
              {t('adopted.dialog.clearExpiry')}
            </Button>
          )}
        </ExpiryField>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('adopted.dialog.expiry')}
      </Typography>
    </DialogFrame>
  );
}

function problemsOf(
  error: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] } | undefined,
): Problems {
  return new Map(error?.issues.map(({ path, message }) => [String(path[0]), message]));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function problemText(t: Translate, problem: string | undefined): string | null {
  if (problem === undefined) {
    return null;
  }
  const isKnown = Object.hasOwn(english.adopted.problems, problem);
  return t(`adopted.problems.${isKnown ? (problem as keyof typeof english.adopted.problems) : 'invalid'}`);
}
