import ExpandLess from '@mui/icons-material/ExpandLessRounded';
import ExpandMore from '@mui/icons-material/ExpandMoreRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPlainHttpToAnotherMachine } from '../../../shared/model/address.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import { useAppState } from '../../api/appQueries.ts';
import { useAddConnection, useChangeConnection, useTestConnection } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { usePages } from '../../shell/pages.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';
import { Acknowledgement } from './Acknowledgement.tsx';
import { CertificateField } from './CertificateField.tsx';
import { ConnectionTestResults } from './ConnectionTestResults.tsx';
import {
  type ConnectionField,
  type ConnectionForm,
  checkConnectionChange,
  checkNewConnection,
  checkTrial,
  type FieldProblems,
  initialForm,
  problemsByField,
  withUsedAddress,
} from './connectionForm.ts';
import { EnvironmentFields } from './EnvironmentFields.tsx';
import { KeepSecretsField } from './KeepSecretsField.tsx';
import { NotSaved } from './NotSaved.tsx';
import { SignInFields } from './SignInFields.tsx';

/** Props of {@link ConnectionDialog}. */
export interface ConnectionDialogProps {
  /** The connection to change, or `null` for a new one. */
  readonly connection: ConnectionSummary | null;
  /** Why the dialog was opened, or `null` when the user opened it. */
  readonly problem: ErrorCode | null;
}

/**
 * Adds or changes a connection. The input stays if it is rejected.
 *
 * The form is plain state and not react-hook-form: most fields are controlled components that would each need a
 * `Controller`, one schema checks all of them together, and every change also discards the result of the last test.
 */
export function ConnectionDialog({ connection, problem }: ConnectionDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const { goTo } = usePages();
  const toasts = useToasts();
  const keychainProblem = useAppState().data?.keychainProblem ?? null;
  const addition = useAddConnection();
  const change = useChangeConnection();
  const trial = useTestConnection();
  const [form, setForm] = useState<ConnectionForm>(() => initialForm(connection));
  const [problems, setProblems] = useState<FieldProblems>({});
  const [isAdvanced, setIsAdvanced] = useState(problem === 'SERVICE_MISSING');
  const isBusy = addition.isPending || change.isPending;
  const failure = addition.error ?? change.error;
  const openingFailure = problem === null ? null : new AppError(problem, '');

  const set = <Field extends ConnectionField>(field: Field, value: ConnectionForm[Field] | string): void => {
    setForm((before) => ({ ...before, [field]: value }));
    setProblems(({ [field]: _removed, ...others }) => others);
    // The test result no longer applies to the changed form.
    trial.reset();
    change.reset();
  };
  const showUsedAddress = (): void => setForm(withUsedAddress);
  const showProblems = (found: FieldProblems): void => {
    setProblems(found);
    setIsAdvanced((before) => before || found.servicePath !== undefined || found.certificates !== undefined);
  };
  const finish = (text: string): void => {
    toasts.show({ kind: 'message', text });
    goTo('keys');
    close();
  };
  const save = (skipsTest = false): void => {
    trial.reset();
    showUsedAddress();
    const onError = (error: AppError): void => showProblems(problemsByField(error.issues ?? []));
    if (connection === null) {
      const checked = checkNewConnection(form);
      if (checked.ok) {
        addition.mutate(checked.input, { onError, onSuccess: () => finish(t('connections.added')) });
      } else {
        showProblems(checked.problems);
      }
    } else {
      const checked = checkConnectionChange(form, connection.id, skipsTest);
      if (checked.ok) {
        change.mutate(checked.input, {
          onError,
          onSuccess: ({ outcome }) => {
            if (outcome === 'saved') {
              finish(skipsTest ? t('connections.savedUntested') : t('connections.saved'));
            }
          },
        });
      } else {
        showProblems(checked.problems);
      }
    }
  };
  const tryOut = (tried = form): void => {
    change.reset();
    showUsedAddress();
    const checked = checkTrial(tried, connection?.id ?? null);
    if (checked.ok) {
      setProblems({});
      trial.mutate(checked.input, { onError: (error) => showProblems(problemsByField(error.issues ?? [])) });
    } else {
      trial.reset();
      showProblems(checked.problems);
    }
  };
  const takeServicePath = (servicePath: string): void => {
    set('servicePath', servicePath);
    setIsAdvanced(true);
    tryOut({ ...form, servicePath });
  };
  const textOf = (field: ConnectionField): string | null => {
    const found = problems[field];
    return found === undefined ? null : t(`connections.problems.${found}`);
  };
  const field = (name: 'name' | 'address' | 'servicePath', help?: string) => ({
    label: t(`connections.form.${name}`),
    value: form[name],
    error: problems[name] !== undefined,
    helperText: textOf(name) ?? help,
    disabled: isBusy,
    onChange: (event: { readonly target: { readonly value: string } }) => set(name, event.target.value),
  });
  const isNew = connection === null;
  const isForThisRun = problem === 'KEYCHAIN_UNAVAILABLE';
  const wantsPassword = isForThisRun || problem === 'UNAUTHORIZED' || problem === 'PASSWORD_MISSING';
  const hasStoredPassword = !isNew && !wantsPassword && connection.passwordLocation !== 'missing';

  // Without a keychain the note below says how the password is handled.
  const newContext = keychainProblem === null ? t('connections.form.newContext') : undefined;
  const context = isNew ? newContext : connection.name;

  return (
    <DialogFrame
      title={isNew ? t('connections.form.newTitle') : t('connections.form.editTitle')}
      context={context}
      isBusy={isBusy}
      onClose={close}
      onSubmit={() => save()}
      actions={
        <>
          <BusyButton
            color="primary"
            disabled={isBusy}
            isBusy={trial.isPending}
            onClick={() => tryOut()}
            sx={{ marginRight: 'auto' }}
          >
            {t('connections.form.test')}
          </BusyButton>
          <DialogButtons submit={t('app.save')} isBusy={isBusy} onCancel={close} />
        </>
      }
    >
      {failure !== null ? (
        <FailureNote {...errorText(t, failure)} />
      ) : (
        openingFailure !== null && (
          <FailureNote
            {...errorText(t, openingFailure)}
            text={isForThisRun ? t('connections.form.forThisRun') : t('connections.form.correctHere')}
          />
        )
      )}
      {keychainProblem !== null && !isForThisRun && <Note tone="warning">{t('connections.form.notStored')}</Note>}
      <TextField
        {...field('name')}
        placeholder={t('connections.form.namePlaceholder')}
        autoFocus={!wantsPassword}
        margin="dense"
      />
      <EnvironmentFields
        environment={form.environment}
        color={form.color}
        isDisabled={isBusy}
        onEnvironment={(environment) => {
          set('environment', environment);
          // Production defaults to red.
          if (environment === 'production' && form.color === 'blue') {
            set('color', 'red');
          }
        }}
        onColor={(color) => set('color', color)}
      />
      <TextField
        {...field('address', t('connections.form.addressHelp'))}
        onBlur={showUsedAddress}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off' } }}
      />
      {isPlainHttpToAnotherMachine(form.address) && (
        <Acknowledgement
          isChecked={form.acknowledgesPlainHttp}
          problem={textOf('acknowledgesPlainHttp')}
          onChange={(isChecked) => set('acknowledgesPlainHttp', isChecked)}
        />
      )}
      <SignInFields
        form={form}
        isStored={hasStoredPassword}
        isDisabled={isBusy}
        autoFocusPassword={wantsPassword}
        problemOf={textOf}
        onChange={set}
      />
      <div>
        <Button
          size="small"
          aria-expanded={isAdvanced}
          endIcon={isAdvanced ? <ExpandLess /> : <ExpandMore />}
          onClick={() => setIsAdvanced(!isAdvanced)}
          sx={{ color: 'text.secondary' }}
        >
          {t('connections.form.advanced')}
        </Button>
        <Collapse in={isAdvanced} unmountOnExit>
          <TextField
            {...field('servicePath', t('connections.form.servicePathHelp'))}
            // Otherwise the focus ring of the button above would overlap the floating label.
            sx={{ marginTop: 2 }}
            slotProps={{ htmlInput: { spellCheck: false } }}
          />
          <Box sx={{ marginTop: 1.5 }}>
            <CertificateField
              certificates={form.certificates}
              problem={textOf('certificates')}
              isDisabled={isBusy}
              onChange={(certificates) => set('certificates', certificates)}
            />
          </Box>
          <KeepSecretsField
            isChecked={form.keepsKeySecrets}
            isDisabled={isBusy}
            onChange={(isChecked) => set('keepsKeySecrets', isChecked)}
          />
        </Collapse>
      </div>
      {change.data?.outcome === 'testFailed' && (
        <NotSaved
          steps={change.data.steps}
          isDisabled={isBusy}
          onServicePath={takeServicePath}
          onSaveAnyway={() => save(true)}
        />
      )}
      {trial.data !== undefined && <ConnectionTestResults steps={trial.data.steps} onServicePath={takeServicePath} />}
      {trial.error !== null && <FailureNote {...errorText(t, trial.error, 'read')} />}
    </DialogFrame>
  );
}
