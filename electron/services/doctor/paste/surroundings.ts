import type { Part, TracedText } from './tracedText.ts';

const FENCE = /^\s{0,12}(?:```|~~~)[\w +-]{0,40}$/;
const MAX_ANSWERS = 5;
const MAIL_QUOTE = /^(?:>[ \u00a0]?)/;
const STAMP = String.raw`\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?`;
/** What consoles, containers and journals put in front of a line. */
const CONSOLE_PREFIX = new RegExp(
  String.raw`^(?:[\w.-]{1,60} {1,20}\| )?(?:${STAMP}|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} [\w.\[\]/-]{1,60}:)(?: ?\|)?(?: ?\[?(?:TRACE|DEBUG|INFO|LOG)\]?:?)? ?|^[\w.-]{1,60} {1,20}\| `,
);

/**
 * The text without what mail, chat and consoles add to it, one way after the other: the first in which a reader finds a request
 * is the right one.
 */
export function* withoutSurroundings(pasted: TracedText): Generator<TracedText> {
  const text = unquoted(withoutFences(pasted));
  yield text;
  for (const prefix of [CONSOLE_PREFIX, MAIL_QUOTE]) {
    yield* without(text, prefix);
  }
  yield* without(text, /^[ \t]{1,40}/);
}

/** Fences of Markdown, and a single pair of backquotes around everything. */
function withoutFences(text: TracedText): TracedText {
  const lines = text.lines;
  if (lines.some((line) => FENCE.test(line.text))) {
    return text.rewrite(
      lines.filter((line) => !FENCE.test(line.text)).map(({ start, next }) => ({ start, end: next })),
    );
  }
  const trimmed = text.trim();
  const isInline = /^`[^`]/.test(trimmed.text) && trimmed.text.indexOf('`', 1) === trimmed.length - 1;
  return isInline ? trimmed.slice(1, trimmed.length - 1) : text;
}

/** `curl -v` marks its lines in the same way, but never all of them. */
function isQuoted(text: TracedText): boolean {
  const lines = text.lines.filter((line) => line.text.trim() !== '');
  return lines.length > 1 && lines.every((line) => line.text.startsWith('>'));
}

/** Without the signs of a mail in front of all lines, also of one that was answered several times. */
function unquoted(text: TracedText): TracedText {
  let inner = text;
  for (let depth = 0; depth < MAX_ANSWERS && isQuoted(inner); depth++) {
    const [stripped = inner] = without(inner, MAIL_QUOTE);
    inner = stripped;
  }
  return inner;
}

/** Nothing if no line begins so. */
function* without(text: TracedText, prefix: RegExp): Generator<TracedText> {
  let isChanged = false;
  const parts = text.lines.map(({ text: line, start, next }): Part => {
    const [found = ''] = prefix.exec(line.slice(0, 400)) ?? [];
    isChanged ||= found !== '';
    return { start: start + found.length, end: next };
  });
  if (isChanged) {
    yield text.rewrite(parts);
  }
}
