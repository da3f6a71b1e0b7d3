/**
 * Characters that a terminal obeys instead of showing them, or that reorder what is shown: controls, escape sequences,
 * line separators, direction marks.
 */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;
const NOT_ASCII = /[^\n\x20-\x7e]/gu;

/**
 * Makes a text from elsewhere, such as a name, safe to show: one line, without terminal commands. Replaced characters stay
 * recognizable: `\u{1b}`.
 */
export function safeText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, escaped);
}

/** Returns a text for a terminal that shows ASCII only. */
export function asciiText(text: string): string {
  return text.replaceAll('…', '...').replaceAll('—', '-').replace(NOT_ASCII, escaped);
}

/** Returns a value as JSON that is safe to show: JSON itself escapes only the first 32 controls. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\x7f-\x9f\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
