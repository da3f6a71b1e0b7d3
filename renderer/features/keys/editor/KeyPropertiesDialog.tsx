import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, isSameKey, type KeyReference, keyStatus } from '../../../../shared/model/key.ts';
import type { AppError, ErrorCode } from '../../../../shared/result.ts';
import { refreshKeys, useEditKey, useKey, useRefreshKeys } from '../../../api/keyQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { FieldBox } from '../../../components/FieldBox.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { ariaShortcut, shortcutText, useShortcut } from '../../../components/shortcuts.ts';
import { errorText } from '../../../i18n/errorText.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { useListTimes } from '../../../shell/listTimes.ts';
import { usePopups } from '../../../shell/popups.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { ExpiryField } from '../expiry/ExpiryField.tsx';
import { type ChosenExpiry, chosenDay, expiryDay, expiryProblem, extension } from '../expiry/expiry.ts';
import { NoteSection } from '../notes/NoteSection.tsx';
import { RotationSection } from '../rotation/RotationSection.tsx';
import { KeyTestField } from '../test/KeyTestField.tsx';
import { AccountSeenLine } from './AccountSeenLine.tsx';
import { CheckRequestButton } from './CheckRequestButton.tsx';
import { HandOverButton } from './HandOverButton.tsx';
import { SecretField } from './SecretField.tsx';
import { useCopy } from './useCopy.ts';

/** Errors with a note of their own. */
const SEPARATELY_SHOWN: readonly ErrorCode[] = ['CONFLICT', 'NOT_FOUND', 'KEY_REPLACED'];

/** Props of {@link KeyPropertiesDialog}. */
export interface KeyPropertiesDialogProps {
  readonly connectionId: string;
  /** The key that the user opened. */
  readonly shown: KeyReference;
  /** User name of the account if the key was just created here; `null` otherwise. */
  readonly createdFor: string | null;
}

/**
 * Shows a key of the list. If it disappears in the meantime, or another key takes its place, the last known state stays
 * with a message.
 */
export function KeyPropertiesDialog(props: KeyPropertiesDialogProps) {
  const listed = useKey(props.connectionId, props.shown.id);
  const current = listed !== undefined && isSameKey(listed, props.shown) ? listed : undefined;
  const [lastKnown, setLastKnown] = useState(current);
  if (current !== undefined && current !== lastKnown) {
    setLastKnown(current);
  }
  const place = listed === undefined ? 'gone' : current === undefined ? 'replaced' : 'listed';
  return lastKnown === undefined ? null : <Properties {...props} shownKey={lastKnown} place={place} />;
}

/** State of the key in the list. */
type ListPlace = 'listed' | 'gone' | 'replaced';

interface PropertiesProps extends KeyPropertiesDialogProps {
  readonly shownKey: AuthenticationKey;
  readonly place: ListPlace;
}

function Properties({ connectionId, shown, shownKey, place, createdFor }: PropertiesProps) {
  const { t } = useTranslation();
  const { format } = useListTimes(connectionId);
  const { close } = usePopups();
  const toasts = useToasts();
  const edit = useEditKey(connectionId);
  const refresh = useRefreshKeys(connectionId);
  const queryClient = useQueryClient();
  const disabledReasons = useDisabledReasons(connectionId);
  const copy = useCopy(connectionId);
  /** `undefined` while the day is unchanged and follows the key. */
  const [chosen, setChosen] = useState<ChosenExpiry | undefined>(undefined);
  const [revealFailure, setRevealFailure] = useState<AppError | null>(null);

  const closeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Save becomes disabled, and a disabled button loses the focus.
    if (edit.isSuccess) {
      closeButton.current?.focus();
    }
  }, [edit.isSuccess]);

  const failures = [edit.error?.code, revealFailure?.code];
  const isReplaced = place === 'replaced' || failures.includes('KEY_REPLACED');
  const isGone = isReplaced || place === 'gone' || failures.includes('NOT_FOUND');
  const day = chosen === undefined ? expiryDay(shownKey.expirationDate) : chosen.day;
  const problem = expiryProblem(day);
  const instant = chosen?.instant ?? null;
  const isChanged = instant !== null && Date.parse(instant) !== Date.parse(shownKey.expirationDate);
  const canEdit = !isGone && !edit.isPending && disabledReasons.edit === null;

  useShortcut('C', isGone ? null : () => void copy.next(shownKey, disabledReasons.readSecret === null));

  const save = (): void => {
    if (instant === null || !isChanged || !canEdit) {
      return;
    }
    setRevealFailure(null);
    edit.mutate(
      { key: { id: shownKey.id, token: shownKey.token, version: shownKey.version }, expirationDate: instant },
      {
        onSuccess: () => {
          setChosen(undefined);
          toasts.show({ kind: 'message', text: t('keys.properties.saved') });
        },
      },
    );
  };
  const failReveal = (error: AppError | null): void => {
    setRevealFailure(error);
    if (error?.code === 'NOT_FOUND') {
      refresh();
    } else if (error?.code === 'KEY_REPLACED') {
      // Main has refreshed it.
      refreshKeys(queryClient, connectionId);
    }
  };
  const extend = (amount: number, unit: 'day' | 'year'): void =>
    setChosen(extension(shownKey.expirationDate, Date.now(), amount, unit));

  return (
    <DialogFrame
      title={t('keys.properties.title')}
      context={t('keys.properties.context', {
        fullName: isolated(shownKey.fullName),
        username: isolated(shownKey.username),
        when: format.dateTime(shownKey.creationDate),
      })}
      isBusy={edit.isPending}
      onClose={close}
      onSubmit={save}
      actions={
        <>
          <CheckRequestButton connectionId={connectionId} shown={shownKey} isDisabled={edit.isPending} />
          <Button ref={closeButton} variant="outlined" disabled={edit.isPending} onClick={close}>
            {t('app.close')}
          </Button>
          <ReasonTooltip reason={disabledReasons.edit}>
            <BusyButton
              type="submit"
              variant="contained"
              color="primary"
              disabled={!isChanged || !canEdit}
              isBusy={edit.isPending}
            >
              {t('app.save')}
            </BusyButton>
          </ReasonTooltip>
        </>
      }
    >
      <SecretField
        connectionId={connectionId}
        shownKey={shownKey}
        disabledReason={disabledReasons.readSecret}
        isDisabled={isGone}
        onCopy={() => copy.secret(shownKey)}
        onFailure={failReveal}
      />
      <FieldBox
        label={t('keys.token')}
        actions={
          <>
            <HandOverButton connectionId={connectionId} shown={shown} isGone={isGone} isChanged={isChanged} />
            <Button
              size="small"
              color="primary"
              title={shortcutText('C')}
              aria-keyshortcuts={ariaShortcut('C')}
              onClick={() => void copy.token(shownKey)}
            >
              {t('keys.copyToken')}
            </Button>
          </>
        }
      >
        <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 13 }}>
          {shownKey.token}
        </Box>
      </FieldBox>
      <KeyTestField
        connectionId={connectionId}
        shownKey={shownKey}
        disabledReason={disabledReasons.readSecret}
        isDisabled={isGone}
      />
      <RotationSection connectionId={connectionId} shownKey={shownKey} isOff={isGone || isChanged} />
      <Box sx={{ paddingTop: 1 }}>
        <ExpiryField
          connectionId={connectionId}
          day={day}
          problem={problem === 'dateRequired' ? problem : null}
          exactInstant={chosen === undefined ? shownKey.expirationDate : chosen.instant}
          isDisabled={!canEdit}
          onChange={(next) => setChosen(chosenDay(next))}
        >
          <Button
            color="primary"
            disabled={!canEdit}
            aria-label={t('keys.properties.extendDaysLabel')}
            onClick={() => extend(90, 'day')}
            sx={{ paddingX: 1, minWidth: 0 }}
          >
            {t('keys.properties.extendDays')}
          </Button>
          <Button
            color="primary"
            disabled={!canEdit}
            aria-label={t('keys.properties.extendYearLabel')}
            onClick={() => extend(1, 'year')}
            sx={{ paddingX: 1, minWidth: 0 }}
          >
            {t('keys.properties.extendYear')}
          </Button>
        </ExpiryField>
      </Box>
      <AccountSeenLine connectionId={connectionId} username={shownKey.username} />
      <NoteSection connectionId={connectionId} token={shownKey.token} />
      <StateNote
        shownKey={shownKey}
        createdFor={createdFor}
        isGone={isGone}
        isReplaced={isReplaced}
        chosenInstant={isChanged ? instant : null}
      />
      {edit.error?.code === 'CONFLICT' && !isGone && (
        <Note tone="warning" isAlert>
          {t('keys.properties.changedMeanwhile', { when: format.dateTime(shownKey.expirationDate) })}
        </Note>
      )}
      {edit.error !== null && !SEPARATELY_SHOWN.includes(edit.error.code) && (
        <FailureNote {...errorText(t, edit.error)} />
      )}
      {revealFailure !== null && !SEPARATELY_SHOWN.includes(revealFailure.code) && (
        <FailureNote {...errorText(t, revealFailure, 'read')} />
      )}
    </DialogFrame>
  );
}

/** The most important note about the state of the key. */
function StateNote(props: {
  readonly shownKey: AuthenticationKey;
  readonly createdFor: string | null;
  readonly isGone: boolean;
  readonly isReplaced: boolean;
  readonly chosenInstant: string | null;
}) {
  const { t } = useTranslation();
  const { shownKey, createdFor, isGone, isReplaced, chosenInstant } = props;
  const now = Date.now();
  if (isGone) {
    return (
      <Note tone="error" isAlert>
        {t(isReplaced ? 'keys.properties.replaced' : 'keys.properties.gone')}
      </Note>
    );
  }
  if (createdFor !== null && createdFor !== shownKey.username) {
    // An id may refer to another account, too, if the database was restored while the dialog was open.
    const names = { username: isolated(shownKey.username), chosen: isolated(createdFor) };
    return (
      <Note tone="error" isAlert>
        {t('keys.properties.createdForOther', names)}
      </Note>
    );
  }
  if (chosenInstant !== null && Date.parse(chosenInstant) <= now) {
    return (
      <Note tone="warning" isAlert>
        {t('keys.properties.endsAtOnceNote')}
      </Note>
    );
  }
  if (shownKey.accountProblem !== null) {
    return (
      <Note tone="warning">
        {t('keys.properties.problemNote', { problem: t(`keys.problems.${shownKey.accountProblem}`) })}
      </Note>
    );
  }
  if (keyStatus(shownKey, now).kind === 'expired') {
    return <Note tone="error">{t('keys.properties.expiredNote')}</Note>;
  }
  return createdFor !== null ? <Note tone="success">{t('keys.properties.createdNote')}</Note> : null;
}
