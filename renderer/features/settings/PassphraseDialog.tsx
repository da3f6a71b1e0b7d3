import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSPHRASE_LENGTH } from '../../../shared/model/lock.ts';
import type { AppError } from '../../../shared/result.ts';
import { useAppState } from '../../api/appQueries.ts';
import { useRemovePassphrase, useSetPassphrase } from '../../api/lockQueries.ts';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { retentionText } from '../../i18n/keychainTexts.ts';
import { type Popup, usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';
import { type PassphraseProblem, passphraseProblem, repeatProblem } from './passphraseForm.ts';

/** Props of {@link PassphraseDialog}. */
export interface PassphraseDialogProps {
  readonly action: Extract<Popup, { kind: 'passphrase' }>['action'];
}

/** Sets, changes or removes the passphrase of the application; each needs the current one. */
export function PassphraseDialog({ action }: PassphraseDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const setting = useSetPassphrase();
  const removal = useRemovePassphrase();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const currentField = useRef<HTMLInputElement>(null);
  const nextField = useRef<HTMLInputElement>(null);
  const repeatedField = useRef<HTMLInputElement>(null);
  const needsCurrent = action !== 'set';
  const needsNext = action !== 'remove';
  const retention = retentionText(t, useAppState().data);
  const isBusy = setting.isPending || removal.isPending;
  const error = setting.error ?? removal.error;

  const currentProblem: PassphraseProblem | null = needsCurrent && current === '' ? 'required' : null;
  const nextProblem = needsNext ? passphraseProblem(next) : null;
  const otherProblem = needsNext ? repeatProblem(next, repeated) : null;
  const messageFor = (problem: PassphraseProblem | null): string | null =>
    problem === null || !wasSubmitted ? null : t(`trust.dialog.${problem}`, PASSPHRASE_LENGTH);

  const submit = (): void => {
    setWasSubmitted(true);
    const firstInvalid =
      (currentProblem !== null && currentField) ||
      (nextProblem !== null && nextField) ||
      (otherProblem !== null && repeatedField);
    if (firstInvalid !== false) {
      firstInvalid.current?.focus();
      return;
    }
    if (isBusy) {
      return;
    }
    const onSuccess = (): void => {
      toasts.show({ kind: 'message', text: t(`trust.dialog.${DONE[action]}`) });
      close();
    };
    const onError = (): void => currentField.current?.select();
    if (needsNext) {
      setting.mutate({ current: needsCurrent ? current : null, next }, { onSuccess, onError });
    } else {
      removal.mutate(current, { onSuccess, onError });
    }
  };

  const common = { showLabel: t('trust.lock.show'), hideLabel: t('trust.lock.hide'), isDisabled: false };
  return (
    <DialogFrame
      title={t(`trust.dialog.${action}Title`)}
      context={t('trust.dialog.context')}
      isBusy={isBusy}
      onClose={close}
      onSubmit={submit}
      actions={
        <DialogButtons
          submit={t(action === 'remove' ? 'trust.dialog.remove' : 'app.save')}
          isBusy={isBusy}
          onCancel={close}
        />
      }
    >
      {error !== null && <PassphraseFailure error={error} />}
      {needsCurrent && (
        <PasswordField
          {...common}
          label={t('trust.dialog.current')}
          value={current}
          problem={messageFor(currentProblem)}
          help={null}
          autoFocus
          inputRef={currentField}
          onChange={setCurrent}
        />
      )}
      {action === 'remove' && retention !== null && <Note tone="neutral">{retention}</Note>}
      {needsNext && (
        <>
          <PasswordField
            {...common}
            label={t('trust.dialog.next')}
            value={next}
            problem={messageFor(nextProblem)}
            help={t('trust.dialog.nextHelp', PASSPHRASE_LENGTH)}
            autoFocus={!needsCurrent}
            inputRef={nextField}
            onChange={setNext}
          />
          <PasswordField
            {...common}
            label={t('trust.dialog.repeat')}
            value={repeated}
            problem={messageFor(otherProblem)}
            help={null}
            autoFocus={false}
            inputRef={repeatedField}
            onChange={setRepeated}
          />
          <Note tone="warning">{t('trust.dialog.noRecovery')}</Note>
        </>
      )}
    </DialogFrame>
  );
}

const DONE = { set: 'wasSet', change: 'wasChanged', remove: 'wasRemoved' } as const;

/** Error about the passphrase: the general keychain message is about connections. */
function PassphraseFailure({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  return error.code === 'KEYCHAIN_UNAVAILABLE' ? (
    <FailureNote title={t('errors.KEYCHAIN_UNAVAILABLE.title')} text={t('trust.dialog.keychainAway')} detail={null} />
  ) : (
    <FailureNote {...errorText(t, error)} />
  );
}
