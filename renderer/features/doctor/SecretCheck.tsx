import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../shared/model/doctor.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { useKey } from '../../api/keyQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { Note } from '../../components/Note.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { connectionName } from '../../i18n/connectionName.ts';

/** Props of {@link SecretCheck}. */
export interface SecretCheckProps {
  readonly diagnosis: Diagnosis;
  readonly isBusy: boolean;
  readonly onUseSecret: (secret: string | null) => void;
}

/** Offers to check the signature where the secret key is needed for it; names the key that it belongs to. */
export function SecretCheck({ diagnosis: { needsSecret, key }, isBusy, onUseSecret }: SecretCheckProps) {
  if (!needsSecret) {
    return null;
  }
  return key === null ? (
    <EnteredSecret isBusy={isBusy} onUseSecret={onUseSecret} />
  ) : (
    <KnownSecret named={key} isBusy={isBusy} onUseSecret={onUseSecret} />
  );
}

function KnownSecret(props: {
  readonly named: NonNullable<Diagnosis['key']>;
  readonly isBusy: boolean;
  readonly onUseSecret: (secret: null) => void;
}) {
  const { named, isBusy, onUseSecret } = props;
  const { t } = useTranslation();
  const key = useKey(named.connectionId, named.id);
  const connection = useConnection(named.connectionId);
  const owner = key?.fullName || key?.username || named.id;
  const from = connection === undefined ? '' : connectionName(t, connection);
  return (
    <Note
      tone="accent"
      title={t('doctor.key', { owner, connection: from })}
      action={
        <BusyButton
          variant="contained"
          color="primary"
          isBusy={isBusy}
          onClick={() => onUseSecret(null)}
          sx={{ flex: 'none' }}
        >
          {t('doctor.useSecret')}
        </BusyButton>
      }
    >
      {t('doctor.useSecretHelp', { owner, connection: from })}
    </Note>
  );
}

/** The last resort: no connection has the key. What is entered is state of this field alone. */
function EnteredSecret({ isBusy, onUseSecret }: Omit<SecretCheckProps, 'diagnosis'>) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  return (
    <Note tone="accent" title={t('doctor.unknownToken.title')}>
      {t('doctor.unknownToken.text')}
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (secret !== '') {
            onUseSecret(secret);
            setSecret('');
          }
        }}
        sx={{ display: 'flex', alignItems: 'center', gap: 1, marginTop: 1.5, color: 'text.primary' }}
      >
        <PasswordField
          label={t('doctor.unknownToken.field')}
          value={secret}
          problem={null}
          help={null}
          showLabel={t('doctor.unknownToken.show')}
          hideLabel={t('doctor.unknownToken.hide')}
          isDisabled={isBusy}
          autoFocus={false}
          onChange={setSecret}
        />
        <BusyButton
          type="submit"
          variant="contained"
          color="primary"
          disabled={secret === ''}
          isBusy={isBusy}
          sx={{ flex: 'none' }}
        >
          {t('doctor.useSecret')}
        </BusyButton>
      </Box>
    </Note>
  );
}
