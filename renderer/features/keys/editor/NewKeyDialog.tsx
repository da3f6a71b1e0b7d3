import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import Typography from '@mui/material/Typography';
import dayjs, { type Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EligibleAccount } from '../../../../shared/model/key.ts';
import { useEligibleAccounts } from '../../../api/accountQueries.ts';
import { useCreateKey } from '../../../api/keyQueries.ts';
import { DialogButtons } from '../../../components/DialogButtons.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { usePopups } from '../../../shell/popups.ts';
import { ExpiryField } from '../expiry/ExpiryField.tsx';
import {
  type ChosenExpiry,
  chosenDay,
  DEFAULT_PRESET,
  EXPIRY_PRESETS,
  extension,
  newExpiryProblem,
} from '../expiry/expiry.ts';
import { AccountField } from './AccountField.tsx';

/** Props of {@link NewKeyDialog}. */
export interface NewKeyDialogProps {
  readonly connectionId: string;
  /** User name of the account to choose at first; `null` for none. */
  readonly username: string | null;
}

/** How long the key is to be valid: a number of days from now, or up to a day. */
type Lifetime = { readonly days: number } | { readonly day: Dayjs | null };

function expiryOf(lifetime: Lifetime): ChosenExpiry {
  return 'days' in lifetime ? extension(null, Date.now(), lifetime.days, 'day') : chosenDay(lifetime.day);
}

/** Creates a key for an account. The input stays when the platform rejects it. */
export function NewKeyDialog({ connectionId, username }: NewKeyDialogProps) {
  const { t } = useTranslation();
  const { open, close } = usePopups();
  const creation = useCreateKey(connectionId);
  const proposed = useProposedAccount(connectionId, username);
  /** `undefined` until the user chooses or changes the text. */
  const [chosen, setAccount] = useState<EligibleAccount | null | undefined>(undefined);
  const account = chosen === undefined ? proposed.account : chosen;
  const [lifetime, setLifetime] = useState<Lifetime>({ days: DEFAULT_PRESET });
  const accountInput = useRef<HTMLInputElement>(null);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const expiry = expiryOf(lifetime);
  const problem = newExpiryProblem(expiry, Date.now());
  // An incomplete date is not an error yet; a complete but invalid one is reported at once.
  const shownProblem = wasSubmitted || problem === 'datePast' ? problem : null;

  const save = (): void => {
    setWasSubmitted(true);
    if (account === null) {
      accountInput.current?.focus();
    }
    // Counted from now, not from when the dialog was drawn.
    const { instant } = expiryOf(lifetime);
    if (account === null || instant === null || problem !== null || creation.isPending) {
      return;
    }
    creation.mutate(
      { accountId: account.id, expirationDate: instant },
      {
        onSuccess: (created) =>
          open({ kind: 'keyProperties', connectionId, shown: created, createdFor: account.username }),
      },
    );
  };

  return (
    <DialogFrame
      title={t('keys.form.newTitle')}
      context={t('keys.form.newContext')}
      isBusy={creation.isPending}
      onClose={close}
      onSubmit={save}
      actions={<DialogButtons submit={t('app.save')} isBusy={creation.isPending} onCancel={close} />}
    >
      {creation.error !== null && <FailureNote {...errorText(t, creation.error)} />}
      {proposed.isGone && chosen === undefined && (
        <Note tone="warning" isAlert>
          {t('keys.form.accountGone', { username: isolated(username ?? '') })}
        </Note>
      )}
      <AccountField
        connectionId={connectionId}
        initialText={username ?? ''}
        account={account}
        problem={wasSubmitted && account === null ? t('keys.form.accountRequired') : null}
        isDisabled={creation.isPending}
        inputRef={accountInput}
        onChange={setAccount}
      />
      <ExpiryField
        connectionId={connectionId}
        day={expiry.day}
        problem={shownProblem}
        exactInstant={'days' in lifetime ? expiry.instant : null}
        firstDay={dayjs().add(1, 'day')}
        isDisabled={creation.isPending}
        onChange={(day) => setLifetime({ day })}
      />
      <Box role="group" aria-label={t('keys.form.presets')} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" color="textSecondary">
          {t('keys.form.presets')}
        </Typography>
        {EXPIRY_PRESETS.map((days) => (
          <ToggleButton
            key={days}
            value={days}
            size="small"
            selected={'days' in lifetime && lifetime.days === days}
            disabled={creation.isPending}
            onChange={() => setLifetime({ days })}
            sx={{ paddingX: 1.5, paddingY: '3px', borderRadius: '8px', fontSize: 13, lineHeight: '20px' }}
          >
            {t('keys.form.days', { count: days })}
          </ToggleButton>
        ))}
      </Box>
    </DialogFrame>
  );
}

/** The account with a user name, and whether the platform says that there is none that may have a key. */
function useProposedAccount(
  connectionId: string,
  username: string | null,
): { readonly account: EligibleAccount | null; readonly isGone: boolean } {
  const { data } = useEligibleAccounts(connectionId, username ?? '');
  if (username === null || data === undefined) {
    return { account: null, isGone: false };
  }
  const name = username.toLowerCase();
  const account = data.items.find((one) => one.username.toLowerCase() === name && one.problem === null) ?? null;
  return { account, isGone: account === null };
}
