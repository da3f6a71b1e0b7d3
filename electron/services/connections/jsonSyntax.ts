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
  const position = errorPosition(text);
  return position === null ? null : text.slice(0, position).split(/\r\n|\r|\n/).length;
}

function errorPosition(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  let position = endOf(SPACE, text, 0);
  while (position < text.length) {
    const character = text.charAt(position);
    const isValueDue: boolean = expected === 'value' || expected === 'firstValue';
    let end = position + 1;
    if (isValueDue && (character === '{' || character === '[')) {
      open.push(character);
      expected = character === '{' ? 'firstName' : 'firstValue';
    } else if (closes(character, open.at(-1), expected)) {
      open.pop();
      expected = 'commaOrEnd';
    } else if (character === ',' && expected === 'commaOrEnd' && open.length > 0) {
      expected = open.at(-1) === '{' ? 'name' : 'value';
    } else if (character === ':' && expected === 'colon') {
      expected = 'value';
    } else if (character === '"' && expected !== 'colon' && expected !== 'commaOrEnd') {
      end = endOfString(text, position);
      expected = isValueDue ? 'commaOrEnd' : 'colon';
    } else {
      end = isValueDue ? endOf(SCALAR, text, position) : position;
      expected = 'commaOrEnd';
    }
    if (end === position) {
      return position;
    }
    position = endOf(SPACE, text, end);
  }
  return expected === 'commaOrEnd' && open.length === 0 ? null : text.length;
}

function closes(character: string, opened: string | undefined, expected: Expected): boolean {
  return character === '}'
    ? opened === '{' && (expected === 'firstName' || expected === 'commaOrEnd')
    : character === ']' && opened === '[' && (expected === 'firstValue' || expected === 'commaOrEnd');
}

/** Returns the position after the closing quote, or `start` if the string is invalid. */
function endOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text.charAt(position) !== '"') {
    const next = text.charAt(position) === '\\' ? endOf(ESCAPE, text, position) : position + 1;
    if (next === position || text.charCodeAt(position) < 0x20) {
      return start;
    }
    position = next;
  }
  return position < text.length ? position + 1 : start;
}

/** Returns the position after a match at `position`, or `position` if there is none. */
function endOf(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}
