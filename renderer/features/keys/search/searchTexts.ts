import type { Language } from '../../../../shared/model/language.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';
import type { Suggestion } from './query/querySuggestions.ts';
import { QUERY_FIELDS, type QueryError, STATUS_NAMES } from './query/queryTypes.ts';
import { fieldWord, statusWord } from './query/queryWords.ts';

/** Maximum length of an invalid word quoted in a message: anything may have been pasted. */
const MAX_QUOTE_LENGTH = 40;

/** One-line message about an error in a search. */
export function searchErrorText(t: Translate, error: QueryError, language: Language): string {
  const listed = <Name>(names: readonly Name[], word: (name: Name, language: Language) => string): string =>
    names.map((name) => word(name, language)).join(', ');
  switch (error.code) {
    case 'unknownField': {
      const name = cut(error.name);
      return error.nearest === null
        ? t('search.unknownField', { name, fields: listed(QUERY_FIELDS, fieldWord) })
        : t('search.meantField', { name, nearest: fieldWord(error.nearest, language) });
    }
    case 'valueMissing':
      return t('search.valueMissing', { field: fieldWord(error.field, language) });
    case 'noLogs':
      return t('search.noLogs', { field: fieldWord(error.field, language) });
    case 'badValue':
      return t('search.badStatus', { value: cut(error.value), allowed: listed(STATUS_NAMES, statusWord) });
    case 'badDate':
      return t('search.badDate', { value: cut(error.value), field: fieldWord(error.field, language) });
    case 'ambiguousDate': {
      const [first, second] = error.readings;
      return t('search.ambiguousDate', { value: cut(error.value), first, second });
    }
  }
}

/** Short description of a suggestion. */
export function suggestionText(t: Translate, suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'field':
      return t(`search.fields.${suggestion.field}`);
    case 'status':
      return t(`search.statuses.${suggestion.status}`);
    case 'date':
      return t(`search.examples.${suggestion.example}`);
    case 'account':
      return suggestion.account.fullName;
    case 'role':
    case 'note':
      return '';
  }
}

function cut(text: string): string {
  return isolated(text.length <= MAX_QUOTE_LENGTH ? text : `${text.slice(0, MAX_QUOTE_LENGTH)}…`);
}
