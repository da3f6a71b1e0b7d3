import HelpOutline from '@mui/icons-material/HelpOutlineRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../shared/model/language.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { fieldWord, neverWord, periodWord, statusWord } from './query/queryWords.ts';

/** Button that explains the terms of a search. */
export function SearchHelp() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const titleId = useId();
  return (
    <>
      <Tooltip title={t('search.help.title')}>
        <IconButton
          aria-label={t('search.help.title')}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <HelpOutline />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-labelledby': titleId,
            sx: { width: 520, padding: 2, marginTop: 0.5 },
          },
        }}
      >
        <Typography id={titleId} sx={{ fontWeight: 600, marginBottom: 1 }}>
          {t('search.help.title')}
        </Typography>
        {/* Focusable, so that it scrolls from the keyboard in a low window. */}
        <Box component="dl" tabIndex={0} sx={LIST}>
          {examples(language).map(({ name, terms }) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ fontFamily: MONOSPACE, fontSize: 12 }}>
                {terms.map((term) => (
                  <div key={term}>{term}</div>
                ))}
              </Box>
              <Typography component="dd" variant="body2" color="textSecondary" sx={{ margin: 0 }}>
                {t(`search.help.${name}`)}
              </Typography>
            </Box>
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ marginTop: 1.5 }}>
          {t('search.help.both')}
        </Typography>
      </Popover>
    </>
  );
}

const LIST = { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 0.75, margin: 0 } as const;

/** Examples of terms, in the words of a language. */
function examples(language: Language) {
  const field = (name: Parameters<typeof fieldWord>[0]): string => `${fieldWord(name, language)}:`;
  const period = (amount: number, unit: 'd' | 'y'): string => periodWord(amount, unit, language);
  const statuses = [statusWord('expiring', language), statusWord('expired', language)].join(',');
  const [day, month, from, to] =
    language === 'ru'
      ? ['28.03.2027', '03.2027', '01.03.2027', '15.03.2027']
      : ['2027-03-28', '2027-03', '2027-03-01', '2027-03-15'];
  return [
    { name: 'words', terms: ['erp svc'] },
    { name: 'phrase', terms: ['"erp connector"'] },
    { name: 'not', terms: [`-test -${field('status')}${statusWord('expired', language)}`] },
    { name: 'status', terms: [`${field('status')}${statuses}`] },
    { name: 'period', terms: [`${field('expires')}<${period(30, 'd')}`, `${field('used')}>${period(1, 'y')}`] },
    { name: 'date', terms: [`${field('expires')}${day}`, `${field('created')}>=${month}`] },
    { name: 'range', terms: [`${field('expires')}${from}..${to}`] },
    { name: 'never', terms: [`${field('used')}${neverWord(language)}`] },
    { name: 'account', terms: [`${field('account')}svc.erp`, `${field('role')}API`] },
    { name: 'token', terms: [`${field('token')}40572d43`] },
  ] as const;
}
