import { QUERY_FIELDS, type QueryField } from './queryTypes.ts';

/** Words that people try, and that resemble another field more than the one they mean. */
const MEANT: Readonly<Record<string, QueryField>> = { user: 'account', name: 'account', state: 'status', key: 'token' };
/** More typing errors than this make another word. */
const MOST_ERRORS = 2;

/** The field that was probably meant by a name that is none, or `null`. */
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
  const ranked = QUERY_FIELDS.map((field) => ({ field, errors: typingErrors(typed, field) })).sort(
    (left, right) => left.errors - right.errors,
  );
  const [best] = ranked;
  return best !== undefined && best.errors <= MOST_ERRORS && best.errors < best.field.length / 2 ? best.field : null;
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function typingErrors(typed: string, field: string): number {
  // A much longer word has more errors than count, and need not be compared letter by letter.
  if (typed.length > field.length + MOST_ERRORS) {
    return Number.POSITIVE_INFINITY;
  }
  let row = Array.from({ length: field.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...typed].entries()) {
    const next = [above + 1];
    for (const [index, other] of [...field].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
