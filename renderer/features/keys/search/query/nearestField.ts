import { closest, distance } from 'fastest-levenshtein';
import { QUERY_FIELDS, type QueryField } from './queryTypes.ts';

/** Words that users try whose spelling is closer to another field than to the one meant. */
const MEANT: Readonly<Record<string, QueryField>> = { user: 'account', name: 'account', state: 'status', key: 'token' };
/** Maximum number of typing errors; beyond it the word is a different one. */
const MAX_ERRORS = 2;

/** The field probably meant by an unknown name, or `null`. */
export function nearestField(name: string): QueryField | null {
  const typed = name.toLowerCase();
  const meant = Object.hasOwn(MEANT, typed) ? MEANT[typed] : undefined;
  if (meant !== undefined) {
    return meant;
  }
  const started = typed.length > 1 ? QUERY_FIELDS.find((field) => field.startsWith(typed)) : undefined;
  if (started !== undefined) {
    return started;
  }
  const nearest = closest(typed, QUERY_FIELDS) as QueryField;
  const errors = distance(typed, nearest);
  return errors <= MAX_ERRORS && errors < nearest.length / 2 ? nearest : null;
}
