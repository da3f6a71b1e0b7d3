/** JSON values other than strings, objects and arrays. Source: RFC 8259. */
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[\t\n\r ]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What the grammar allows at a position. */
type Expected = 'value' | 'firstValue' | 'name' | 'firstName' | 'colon' | 'commaOrEnd';

/**
 * Returns the line, counted from 1, of the first syntax error; `null` for valid JSON. `JSON.parse` reports the position
 * only in some of its messages, and only as text.
 */
export function lineOfSyntaxError(text: string): number | null {
  const place = placeOfError(text);
  return place === null ? null : text.slice(0, place).split(/\r\n|\r|\n/).length;
}

function placeOfError(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  let place = endOf(SPACE, text, 0);
  while (place < text.length) {
    const sign = text.charAt(place);
    const isValueDue: boolean = expected === 'value' || expected === 'firstValue';
    let end = place + 1;
    if (isValueDue && (sign === '{' || sign === '[')) {
      open.push(sign);
      expected = sign === '{' ? 'firstName' : 'firstValue';
    } else if (closes(sign, open.at(-1), expected)) {
      open.pop();
      expected = 'commaOrEnd';
    } else if (sign === ',' && expected === 'commaOrEnd' && open.length > 0) {
      expected = open.at(-1) === '{' ? 'name' : 'value';
    } else if (sign === ':' && expected === 'colon') {
      expected = 'value';
    } else if (sign === '"' && expected !== 'colon' && expected !== 'commaOrEnd') {
      end = endOfString(text, place);
      expected = isValueDue ? 'commaOrEnd' : 'colon';
    } else {
      end = isValueDue ? endOf(SCALAR, text, place) : place;
      expected = 'commaOrEnd';
    }
    if (end === place) {
      return place;
    }
    place = endOf(SPACE, text, end);
  }
  return expected === 'commaOrEnd' && open.length === 0 ? null : text.length;
}

function closes(sign: string, opened: string | undefined, expected: Expected): boolean {
  return sign === '}'
    ? opened === '{' && (expected === 'firstName' || expected === 'commaOrEnd')
    : sign === ']' && opened === '[' && (expected === 'firstValue' || expected === 'commaOrEnd');
}

/** Returns the position after the closing quote, or `start` if the string is invalid. */
function endOfString(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text.charAt(place) !== '"') {
    const next = text.charAt(place) === '\\' ? endOf(ESCAPE, text, place) : place + 1;
    if (next === place || text.charCodeAt(place) < 0x20) {
      return start;
    }
    place = next;
  }
  return place < text.length ? place + 1 : start;
}

/** Returns the position after a match at `place`, or `place` if there is none. */
function endOf(pattern: RegExp, text: string, place: number): number {
  pattern.lastIndex = place;
  return pattern.test(text) ? pattern.lastIndex : place;
}
