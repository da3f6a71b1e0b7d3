import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { installationWarnings } from '../../../shared/model/installationWarnings.ts';
import { useActivateConnection, useConnections } from '../../api/connectionQueries.ts';
import { useAllInstallationFacts } from '../../api/installationQueries.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useNow } from '../../components/useNow.ts';
import { errorText } from '../../i18n/errorText.ts';
import { focusHeadingIfLost } from '../../shell/pageFocus.ts';
import { usePages } from '../../shell/pages.ts';
import { usePopups } from '../../shell/popups.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import { TransferButtons } from './TransferButtons.tsx';

/** Interval after which a password that expires meanwhile is warned about, and distances are updated, in milliseconds. */
const RENEWAL_MS = 60_000;

/** KeyDesk › Connections: all configured installations. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const { open } = usePopups();
  const { goTo } = usePages();
  const { data, error } = useConnections();
  const activation = useActivateConnection();
  const facts = useAllInstallationFacts() ?? {};
  const now = useNow(RENEWAL_MS);
  const failure = error ?? activation.error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a removed card may take the focus with it
  useEffect(focusHeadingIfLost, [data]);
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('connections.title')}>
        <TransferButtons hasOwn={data?.connections.some(({ kind }) => kind === 'installation') === true} />
        <Button variant="contained" color="primary" onClick={() => open({ kind: 'newConnection' })}>
          {t('connections.add')}
        </Button>
      </PageHeader>
      <Typography color="textSecondary">{t('connections.intro')}</Typography>
      {failure !== null && <FailureNote {...errorText(t, failure)} />}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          margin: -1,
          padding: 1,
          display: 'flex',
          flexDirection: 'column',
          gap: 1.5,
          overflowY: 'auto',
          minHeight: 200,
        }}
      >
        {data?.connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            warnings={installationWarnings(connection, data.connections, facts, now)}
            now={now}
            isActive={connection.id === data.activeConnectionId}
            onActivate={() => activation.mutate(connection.id, { onSuccess: () => goTo('keys') })}
            onEdit={() => open({ kind: 'connectionProperties', connectionId: connection.id, problem: null })}
            onRemove={() => open({ kind: 'removeConnection', connectionId: connection.id })}
          />
        ))}
      </Box>
    </>
  );
}
