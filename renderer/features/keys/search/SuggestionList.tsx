import { styled } from '@mui/material/styles';
import type { HTMLAttributes, Key } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from './query/querySuggestions.ts';
import { suggestionText } from './searchTexts.ts';

/** Props of {@link SuggestionList}. */
export interface SuggestionListProps extends HTMLAttributes<HTMLUListElement> {
  readonly options: readonly Suggestion[];
  readonly getOptionProps: (place: { readonly option: Suggestion; readonly index: number }) => OptionProps;
}

type OptionProps = HTMLAttributes<HTMLLIElement> & { readonly key: Key };

/**
 * The suggestions below the search field. Placed by the style sheet alone: what measures where there is room would lay out the
 * table once more before a letter is painted.
 */
export function SuggestionList({ options, getOptionProps, ...list }: SuggestionListProps) {
  const { t } = useTranslation();
  return (
    <List {...list} aria-label={t('search.suggestions')} aria-labelledby={undefined}>
      {options.map((option, index) => {
        const { key, ...optionProps } = getOptionProps({ option, index });
        const shown = option.kind === 'account' ? option.account.username || option.insert : option.insert;
        const text = suggestionText(t, option);
        return (
          // The whole text: the line may be truncated.
          <li key={key} {...optionProps} title={[shown, text].filter(Boolean).join('\n')}>
            <span>{shown}</span>
            <span>{text && ` · ${text}`}</span>
          </li>
        );
      })}
    </List>
  );
}

/** In the landmark of the page, not at the end of the document. */
const List = styled('ul')(({ theme }) => ({
  position: 'absolute',
  zIndex: theme.vars.zIndex.modal,
  top: '100%',
  left: 0,
  width: '100%',
  maxHeight: '40vh',
  margin: 0,
  padding: '8px 0',
  overflow: 'auto',
  listStyle: 'none',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: 12,
  color: theme.vars.palette.text.primary,
  backgroundColor: theme.vars.palette.background.paper,
  boxShadow: theme.vars.shadows[1],
  '& li': {
    ...theme.typography.body2,
    display: 'flex',
    alignItems: 'center',
    padding: '6px 16px',
    overflow: 'hidden',
    cursor: 'pointer',
  },
  '& .Mui-focused': { backgroundColor: theme.vars.palette.action.hover },
  '& .Mui-focusVisible': { backgroundColor: theme.vars.palette.action.focus },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& span:first-of-type': { fontWeight: 600 },
  '& span:last-of-type': { color: theme.vars.palette.text.secondary, whiteSpace: 'pre' },
}));
