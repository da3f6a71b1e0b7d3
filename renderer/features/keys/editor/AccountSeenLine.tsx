import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useAccountUse } from '../../../api/lastUseQueries.ts';
import { useFormat } from '../../../i18n/format.ts';

/** Props of {@link AccountSeenLine}. */
export interface AccountSeenLineProps {
  readonly connectionId: string;
  readonly username: string;
}

/** When the logs of the platform last name the account of a key; nothing if no logs were read for the connection. */
export function AccountSeenLine({ connectionId, username }: AccountSeenLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastUse, find } = useAccountUse(connectionId);
  if (lastUse?.period == null) {
    return null;
  }
  const { lastCallAt = null } = find(username) ?? {};
  return (
    <Typography variant="body2" color="textSecondary">
      {lastCallAt === null
        ? t('lastUse.line.notSeen', {
            from: format.date(lastUse.period.from),
            to: format.date(lastUse.period.to),
          })
        : t('lastUse.line.seen', { when: format.dateTime(lastCallAt) })}
    </Typography>
  );
}
