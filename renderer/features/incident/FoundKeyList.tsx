import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundAccount, Leavable } from '../../../shared/model/incident.ts';
import { useFoundKeys, useLeaveOut } from '../../api/incidentQueries.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { isolated } from '../../i18n/isolated.ts';
import { MONOSPACE } from '../../shell/theme.ts';

/** Props of {@link FoundKeyList}. */
export interface FoundKeyListProps {
  readonly findingsId: string;
  readonly connectionId: string;
}

/** The keys that were found in one connection, by account: what is not checked is left out of the run. */
export function FoundKeyList({ findingsId, connectionId }: FoundKeyListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, setSearch] = useState('');
  const found = useFoundKeys(findingsId, connectionId, search);
  const leaving = useLeaveOut();
  if (found === undefined) {
    return null;
  }
  const leave = (what: Leavable, isLeftOut: boolean): void =>
    leaving.mutate({ findingsId, connectionId, what, isLeftOut });
  const accountLabel = ({ fullName, username, found: keys, leftOut }: FoundAccount): string =>
    [
      isolated(fullName || username),
      ...(fullName === '' ? [] : [isolated(username)]),
      leftOut === 0 ? t('keys.count', { count: keys }) : t('incident.leaveOut.some', { count: keys, leftOut }),
    ].join(' · ');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, paddingTop: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {t('incident.leaveOut.help')}
      </Typography>
      <SearchField
        search={search}
        onSearch={setSearch}
        label={t('incident.leaveOut.search')}
        placeholder={t('incident.leaveOut.search')}
        clearLabel={t('incident.leaveOut.clear')}
      />
      {leaving.error !== null && <FailureNote {...errorText(t, leaving.error, 'read')} />}
      <Box component="ul" aria-label={t('incident.leaveOut.title')} sx={LIST}>
        {found.accounts.map((account) => {
          const { accountId, keys, leftOut, found: all } = account;
          return (
            <li key={accountId}>
              <FormControlLabel
                sx={LINE}
                control={
                  <Checkbox
                    size="small"
                    checked={leftOut < all}
                    indeterminate={leftOut > 0 && leftOut < all}
                    onChange={() => leave({ kind: 'account', id: accountId }, leftOut === 0)}
                  />
                }
                label={accountLabel(account)}
              />
              <Box component="ul" sx={{ listStyle: 'none', margin: 0, paddingLeft: '28px' }}>
                {keys.map(({ id, token, expirationDate, lastUsedDate, isLeftOut }) => (
                  <li key={id}>
                    <FormControlLabel
                      sx={LINE}
                      control={
                        <Checkbox
                          size="small"
                          checked={!isLeftOut}
                          onChange={() => leave({ kind: 'key', id }, !isLeftOut)}
                        />
                      }
                      label={
                        <Typography variant="body2" component="span" sx={{ overflowWrap: 'anywhere' }}>
                          <span style={{ fontFamily: MONOSPACE }}>{token}</span>
                          {` · ${t('incident.leaveOut.expires', { when: format.dateTime(expirationDate) })}`}
                          {lastUsedDate !== null &&
                            ` · ${t('incident.leaveOut.used', { when: format.dateTime(lastUsedDate) })}`}
                        </Typography>
                      }
                    />
                  </li>
                ))}
              </Box>
            </li>
          );
        })}
      </Box>
      <Typography role="status" variant="body2" color="textSecondary" sx={{ '&:empty': { display: 'none' } }}>
        {found.accounts.length === 0
          ? t('incident.leaveOut.nothing')
          : found.more > 0 && t('incident.leaveOut.more', { count: found.more })}
      </Typography>
    </Box>
  );
}

const LIST = { listStyle: 'none', margin: 0, padding: 0, maxHeight: 320, overflowY: 'auto' } as const;
const LINE = { margin: 0 } as const;
