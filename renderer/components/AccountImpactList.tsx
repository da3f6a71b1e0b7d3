import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountImpact } from '../../shared/model/deletionImpact.ts';
import { isolated } from '../i18n/isolated.ts';
import { type ChipTone, StatusChip } from './StatusChip.tsx';
import { useScrollFocus } from './useScrollFocus.ts';

/** Maximum number of accounts listed; those that lose access come first. */
const ACCOUNTS_SHOWN = 50;

const TONES: Readonly<Record<AccountImpact['outcome'], ChipTone>> = {
  losesAccess: 'error',
  mayLoseAccess: 'error',
  keepsAccess: 'success',
  keepsKey: 'neutral',
  noAccess: 'neutral',
};

/** Props of {@link AccountImpactList}. */
export interface AccountImpactListProps {
  readonly impacts: readonly AccountImpact[];
}

/** Accounts whose keys would be deleted or disabled, each with what it loses. Memoized: a number is typed below it. */
export const AccountImpactList = memo(function AccountImpactList({ impacts }: AccountImpactListProps) {
  const { t } = useTranslation();
  const scrollFocus = useScrollFocus();
  const more = impacts.length - ACCOUNTS_SHOWN;
  return (
    <Box
      component="ul"
      ref={scrollFocus}
      aria-label={t('bulk.impact.accounts')}
      sx={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: 260, overflowY: 'auto' }}
    >
      {impacts.slice(0, ACCOUNTS_SHOWN).map((impact) => (
        <Box
          component="li"
          key={impact.accountId}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            padding: '8px 2px',
            '& + &': { borderTop: `1px solid ${theme.vars.palette.divider}` },
          })}
        >
          <Box sx={{ flex: 1, minWidth: 0 }} title={`${impact.fullName}\n${impact.username}`}>
            <Typography sx={{ fontWeight: 600 }} noWrap>
              {impact.fullName || impact.username}
            </Typography>
            <Typography variant="caption" component="div" color="textSecondary" noWrap>
              {`${isolated(impact.username)} · `}
              {impact.validLeft > 0
                ? t('bulk.impact.keysLeft', { count: impact.deleted, left: impact.validLeft })
                : t('bulk.impact.keysNone', { count: impact.deleted })}
            </Typography>
          </Box>
          <StatusChip tone={TONES[impact.outcome]} label={t(`bulk.impact.${impact.outcome}`)} />
        </Box>
      ))}
      {more > 0 && (
        <Typography component="li" variant="body2" color="textSecondary" sx={{ paddingTop: 1 }}>
          {t('bulk.impact.more', { count: more })}
        </Typography>
      )}
    </Box>
  );
});
