import type { Translate } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';
import type { Suggestion } from './query/querySuggestions.ts';
import { QUERY_FIELDS, type QueryError, STATUS_NAMES } from './query/queryTypes.ts';

/** Maximum length of an invalid word quoted in a message: anything may have been pasted. */
const MAX_QUOTE_LENGTH = 40;

/** One-line message about an error in a search. */
export function searchErrorText(t: Translate, error: QueryError): string {
  switch (error.code) {
    case 'unknownField': {
      const name = cut(error.name);
      return error.nearest === null
        ? t('search.unknownField', { name, fields: QUERY_FIELDS.join(', ') })
        : t('search.meantField', { name, nearest: error.nearest });
    }
    case 'valueMissing':
      return t('search.valueMissing', { field: error.field });
    case 'badValue':
      return t('search.badStatus', { value: cut(error.value), allowed: STATUS_NAMES.join(', ') });
    case 'badDate':
      return t('search.badDate', { value: cut(error.value), field: error.field });
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
      return '';
  }
}

function cut(text: string): string {
  return isolated(text.length <= MAX_QUOTE_LENGTH ? text : `${text.slice(0, MAX_QUOTE_LENGTH)}…`);
}
