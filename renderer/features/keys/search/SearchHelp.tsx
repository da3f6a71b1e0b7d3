import HelpOutline from '@mui/icons-material/HelpOutlineRounded';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../shared/model/language.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { PopoverButton } from './PopoverButton.tsx';
import { fieldWord, neverWord, periodWord, statusWord } from './query/queryWords.ts';

/** Button that explains the terms of a search. */
export const SearchHelp = memo(function SearchHelp() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <PopoverButton icon={<HelpOutline />} title={t('search.help.title')} width={520}>
      {() => (
        <>
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
        </>
      )}
    </PopoverButton>
  );
});

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
    { name: 'seen', terms: [`-${field('seen')}<${period(90, 'd')}`] },
    { name: 'account', terms: [`${field('account')}svc.erp`, `${field('role')}API`] },
    { name: 'notes', terms: [`${field('owner')}${language === 'ru' ? 'иванова' : 'smith'}`, `${field('tag')}erp`] },
    { name: 'token', terms: [`${field('token')}40572d43`] },
  ] as const;
}
