import { readBackslashes } from './backslashes.ts';
import { readCmdWords } from './cmdWords.ts';
import { type CommandWords, MAX_WORDS } from './commandWords.ts';
import { ansiQuoted, bashDoubleQuoted, endOfSubstitution, powershellQuoted, type Quoted, until } from './quotes.ts';
import { isBlank, type Part, type TracedText } from './tracedText.ts';

/** Whose rules of quoting a command follows. */
export type Shell = 'bash' | 'cmd' | 'powershell';

/** Guesses the shell from how the first line is continued, else from what browsers and Windows write. */
export function shellOf(command: string): Shell {
  const feed = command.indexOf('\n');
  const line = command.slice(0, feed === -1 ? undefined : feed).trimEnd();
  const continued = feed === -1 ? '' : (line.at(-1) ?? '');
  if (continued === '^' || (continued !== '\\' && /^[^"'\n]{0,500}\^"/.test(line))) {
    return 'cmd';
  }
  if (continued === '`') {
    return 'powershell';
  }
  return line.startsWith('curl.exe') ? (line.includes('\\"') && !line.includes("'") ? 'cmd' : 'powershell') : 'bash';
}

/** Splits the command at the beginning of a text into its words, without quotes and escapes. An open quote ends with the text. */
export function readShellWords(source: TracedText, shell: Shell): CommandWords {
  switch (shell) {
    case 'bash':
      return readWords(source, BASH);
    case 'powershell': {
      const { words, end } = readWords(source, POWERSHELL);
      return { words: words.map(withoutInnerEscapes), end };
    }
    case 'cmd':
      return readCmdWords(source);
  }
}

/** Typographic quotes, which office programs and messengers put in place of the plain ones. */
const SMART_CLOSE: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '‘': '’' };
const END_OF_COMMAND = ';&|()\n\r';

interface Rules {
  readonly escape: string;
  /** Reads what begins with a quote at the offset. */
  readonly quoted: (source: TracedText, offset: number) => Quoted;
}

const BASH: Rules = {
  escape: '\\',
  quoted: (source, offset) => {
    const { text } = source;
    if (text[offset] === "'") {
      return until(source, offset + 1, "'");
    }
    return text[offset] === '$' ? ansiQuoted(source, offset + 2) : bashDoubleQuoted(source, offset + 1);
  },
};

const POWERSHELL: Rules = {
  escape: '`',
  quoted: (source, offset) => powershellQuoted(source, offset),
};

function readWords(source: TracedText, rules: Rules): CommandWords {
  const { text } = source;
  const words: TracedText[] = [];
  let parts: Part[] | null = null;
  let offset = 0;
  const add = (part: Part) => {
    parts ??= [];
    parts.push(part);
  };
  const endWord = () => {
    if (parts !== null) {
      words.push(source.rewrite(parts));
    }
    parts = null;
  };
  while (offset < text.length && words.length < MAX_WORDS) {
    const char = text[offset] ?? '';
    const next = text[offset + 1] ?? '';
    const smart = parts === null ? SMART_CLOSE[char] : undefined;
    if (isBlank(char)) {
      endWord();
      offset++;
    } else if (char === rules.escape) {
      const length = text.startsWith('\r\n', offset + 1) ? 3 : 2;
      if (length === 2 && next !== '\n') {
        add({ start: offset + 1, end: offset + 2 });
      }
      offset += length;
    } else if (END_OF_COMMAND.includes(char) || (char === '#' && parts === null)) {
      break;
    } else if (char === "'" || char === '"' || (char === '$' && (next === "'" || next === '"') && rules === BASH)) {
      const { parts: inside, end } = rules.quoted(source, char === '$' && next === '"' ? offset + 1 : offset);
      inside.forEach(add);
      parts ??= [];
      offset = end;
    } else if (smart !== undefined) {
      const { parts: inside, end } = until(source, offset + 1, smart);
      inside.forEach(add);
      offset = end;
    } else {
      const end = endOfPlain(source.text, offset, rules.escape);
      add({ start: offset, end });
      offset = end;
    }
  }
  endWord();
  return { words, end: offset };
}

/** The end of characters without a meaning of their own; `$(…)` belongs to them. */
function endOfPlain(text: string, offset: number, escapeSign: string): number {
  if (text.startsWith('$(', offset)) {
    return endOfSubstitution(text, offset);
  }
  let end = offset + 1;
  while (end < text.length) {
    const char = text[end] ?? '';
    if (
      isBlank(char) ||
      char === escapeSign ||
      char === '$' ||
      char === "'" ||
      char === '"' ||
      END_OF_COMMAND.includes(char)
    ) {
      break;
    }
    end++;
  }
  return end;
}

/** Windows PowerShell passes a parameter on as it is; the program removes `\\` before a quotation mark. */
function withoutInnerEscapes(word: TracedText): TracedText {
  if (!word.text.includes('\\"')) {
    return word;
  }
  const parts: Part[] = [];
  for (let offset = 0; offset < word.length; ) {
    const { end, kept } = readBackslashes(word.text, offset);
    const next = word.text.indexOf('\\', end + 1);
    const until = next === -1 ? word.length : next;
    parts.push({ start: offset, end: offset + kept }, { start: end, end: until });
    offset = until;
  }
  return word.rewrite(parts);
}
