import { readBackslashes } from './backslashes.ts';
import { type CommandWords, MAX_WORDS } from './commandWords.ts';
import { isBlank, type Part, type TracedText } from './tracedText.ts';

/** The command processor removes `^`, then the program splits its parameters as the runtime of Visual C++ does. */
export function readCmdWords(source: TracedText): CommandWords {
  const { command, end } = withoutCarets(source);
  const { text } = command;
  const words: TracedText[] = [];
  let parts: Part[] = [];
  let isQuoted = false;
  let isWord = false;
  for (let offset = 0; offset < text.length && words.length < MAX_WORDS; offset++) {
    const char = text[offset] ?? '';
    if (!isQuoted && (isBlank(char) || char === '\n' || char === '\r')) {
      if (isWord) {
        words.push(command.rewrite(parts));
      }
      [parts, isWord] = [[], false];
    } else if (char === '\\') {
      const { end, kept, escapesQuote } = readBackslashes(text, offset);
      parts.push({ start: offset, end: offset + kept }, { start: end, end: end + (escapesQuote ? 1 : 0) });
      isWord = true;
      offset = escapesQuote ? end : end - 1;
    } else if (char === '"' && isQuoted && text[offset + 1] === '"') {
      parts.push({ start: offset, end: offset + 1 });
      offset++;
    } else if (char === '"') {
      isQuoted = !isQuoted;
      isWord = true;
    } else {
      parts.push({ start: offset, end: offset + 1 });
      isWord = true;
    }
  }
  if (isWord) {
    words.push(command.rewrite(parts));
  }
  return { words, end };
}

function withoutCarets(source: TracedText): { readonly command: TracedText; readonly end: number } {
  const { text } = source;
  const parts: Part[] = [];
  let start = 0;
  let offset = 0;
  let isQuoted = false;
  for (; offset < text.length; offset++) {
    const char = text[offset] ?? '';
    if (char === '^' && !isQuoted) {
      parts.push({ start, end: offset });
      const lineEnd = text.startsWith('\r\n', offset + 1) ? 2 : text[offset + 1] === '\n' ? 1 : 0;
      start = offset + 1 + lineEnd;
      // The character after `^` stands for itself, also after the line end that `^` removes.
      offset = start + (lineEnd === 2 && text.startsWith('\r\n', start) ? 1 : 0);
    } else if (char === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && '&|\n\r'.includes(char)) {
      break;
    }
  }
  parts.push({ start, end: offset });
  return { command: source.rewrite(parts), end: Math.min(offset, text.length) };
}
