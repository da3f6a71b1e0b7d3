import { closest, distance } from 'fastest-levenshtein';
import { foldText } from '../../../../../shared/foldText.ts';
import { otherLayouts } from '../../../../../shared/keyboardLayouts.ts';
import type { QueryField } from './queryTypes.ts';
import { FIELD_NAMES, fieldNamed, fieldsStarting } from './queryWords.ts';

/** Words that users try whose spelling is closer to another field than to the one meant. */
const MEANT: Readonly<Record<string, QueryField>> = {
  user: 'account',
  name: 'account',
  state: 'status',
  key: 'token',
  пользователь: 'account',
  имя: 'account',
  логин: 'account',
  ключ: 'token',
};
/** Maximum number of typing errors; beyond it the word is a different one. */
const MAX_ERRORS = 2;

/** The field probably meant by an unknown name, also one typed in another keyboard layout, or `null`. */
export function nearestField(name: string): QueryField | null {
  const typed = foldText(name);
  const meant = Object.hasOwn(MEANT, typed) ? MEANT[typed] : undefined;
  const switched = otherLayouts(typed)
    .map(fieldNamed)
    .find((field) => field !== undefined);
  const started = typed.length > 1 ? fieldsStarting(typed)[0] : undefined;
  const known = meant ?? switched ?? started;
  if (known !== undefined) {
    return known;
  }
  const nearest = closest(typed, [...FIELD_NAMES]);
  const errors = distance(typed, nearest);
  return errors <= MAX_ERRORS && errors < nearest.length / 2 ? (fieldNamed(nearest) ?? null) : null;
}
