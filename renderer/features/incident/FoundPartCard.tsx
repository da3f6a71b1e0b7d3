import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { FoundPart } from '../../../shared/model/incident.ts';
import { AccountImpactList } from '../../components/AccountImpactList.tsx';
import { Card } from '../../components/Card.tsx';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { Note } from '../../components/Note.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { useFormat } from '../../i18n/format.ts';
import { FoundKeyList } from './FoundKeyList.tsx';

/** Props of {@link FoundPartCard}. */
export interface FoundPartCardProps {
  readonly findingsId: string;
  readonly part: FoundPart;
  readonly connection: ConnectionSummary;
  readonly isIncluded: boolean;
  readonly onToggle: () => void;
}

/** What was found in one connection, and which accounts lose access. */
export function FoundPartCard({ findingsId, part, connection, isIncluded, onToggle }: FoundPartCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isListed, setIsListed] = useState(false);
  const { keys, leftOut, expired, losing, accountCount, accounts, ownKeys, code, fetchedAt } = part;
  const keeping = accountCount - losing;
  const reason = code === null ? '' : t(`errors.${code}.title`);
  const facts = [
    t('incident.findings.keys', { count: keys }),
    ...(leftOut > 0 ? [t('incident.leaveOut.count', { count: leftOut })] : []),
    ...(expired > 0 ? [t('incident.findings.expired', { count: expired })] : []),
    ...(losing > 0 ? [t('incident.findings.losing', { count: losing })] : []),
    ...(keeping > 0 ? [t('incident.findings.keeping', { count: keeping })] : []),
  ];
  return (
    <Card component="li">
      <Checkbox
        size="small"
        checked={isIncluded}
        onChange={onToggle}
        sx={{ padding: 0 }}
        slotProps={{ input: { 'aria-label': t('incident.findings.include', { name: connectionName(t, connection) }) } }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography component="h3">
          <ConnectionNameText connection={connection} />
        </Typography>
        <Typography variant="body2" color={losing > 0 ? 'error' : 'textSecondary'}>
          {facts.join(' · ')}
        </Typography>
      </Box>
      <Box sx={{ flexBasis: '100%', display: 'flex', flexDirection: 'column', gap: 1, '&:empty': { display: 'none' } }}>
        {code !== null && (
          <Note
            tone="warning"
            title={
              fetchedAt === null
                ? t('incident.findings.missing', { reason })
                : t('incident.findings.cached', { reason, when: format.dateTime(fetchedAt) })
            }
          >
            {t('incident.findings.cachedText')}
          </Note>
        )}
        {ownKeys.length > 0 && <Note tone="warning">{t('incident.findings.own', { tokens: ownKeys.join(', ') })}</Note>}
        {accounts.length > 0 && (
          <details>
            <Box component="summary" sx={{ cursor: 'pointer', width: 'fit-content' }}>
              {t('incident.findings.accounts')}
            </Box>
            <AccountImpactList impacts={accounts} />
            {accountCount > accounts.length && (
              <Typography variant="body2" color="textSecondary">
                {t('incident.findings.moreAccounts', { count: accountCount - accounts.length })}
              </Typography>
            )}
          </details>
        )}
        {keys + leftOut > 0 && (
          <details onToggle={({ currentTarget }) => setIsListed(currentTarget.open)}>
            <Box component="summary" sx={{ cursor: 'pointer', width: 'fit-content' }}>
              {t('incident.leaveOut.title')}
            </Box>
            {isListed && <FoundKeyList findingsId={findingsId} connectionId={connection.id} />}
          </details>
        )}
      </Box>
    </Card>
  );
}
