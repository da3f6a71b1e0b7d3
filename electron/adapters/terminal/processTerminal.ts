import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { Terminal } from '../../ports.ts';
import { StandardInput } from './standardInput.ts';

/** What a terminal sends for Enter, and for the keys that edit a line. */
const ENTER = /[\r\n]/;
const END_OF_INPUT = '\u0004';
const INTERRUPT = '\u0003';
const BACKSPACE = /[\b\u007f]/;

/** Dependencies of {@link processTerminal}. */
export interface ProcessTerminalOptions {
  readonly process: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'platform' | 'cwd'>;
  readonly languages: readonly string[];
  readonly interrupted: AbortSignal;
  /** Called for Ctrl-C while a hidden answer is typed, when the terminal does not send a signal. */
  readonly interrupt: () => void;
}

/** The terminal, pipes or files of this process. */
export function processTerminal({ process, languages, interrupted, interrupt }: ProcessTerminalOptions): Terminal {
  const { stdin, stdout, stderr, env, platform } = process;
  const input = new StandardInput(stdin);
  let isOutputClosed = false;
  // Without listeners, the errors that the calls below report would end the process as well.
  for (const stream of [stdout, stderr]) {
    stream.on('error', () => {});
  }
  const send = (stream: NodeJS.WriteStream, text: string): Promise<unknown> =>
    new Promise((resolve) => {
      stream.write(text, (error) => resolve(error ?? null));
    });
  const writeError = async (text: string): Promise<void> => {
    await send(stderr, text);
  };
  return {
    inputIsTerminal: stdin.isTTY === true,
    outputIsTerminal: stdout.isTTY === true,
    errorsAreTerminal: stderr.isTTY === true,
    isUnicode: platform === 'win32' || isUnicodeLocale(env),
    folder: process.cwd(),
    languages,
    interrupted,
    writeError,
    async write(text) {
      if (isOutputClosed) {
        return;
      }
      const error = await send(stdout, text);
      // Its reader has had enough, as in "keydesk list | head".
      isOutputClosed = systemCodeOf(error) === 'EPIPE';
      if (error !== null && !isOutputClosed) {
        throw new AppError('FILE_NOT_SAVED', 'Standard output could not be written.', { detail: systemCodeOf(error) });
      }
    },
    async ask(question, isHidden) {
      await writeError(question);
      if (!isHidden) {
        return input.readLine();
      }
      stdin.setRawMode(true);
      try {
        return await typedUnseen(input, interrupt);
      } finally {
        stdin.setRawMode(false);
        await writeError('\n');
      }
    },
    readLine: () => input.readLine(),
    readRest: (maxBytes) => input.readRest(maxBytes),
  };
}

/** Reads a line from a terminal that neither shows nor edits it. */
async function typedUnseen(input: StandardInput, interrupt: () => void): Promise<string | null> {
  const typed: string[] = [];
  while (true) {
    const text = await input.readTyped();
    // Arrow keys and the like come as a whole, beginning with an escape.
    for (const character of text.startsWith('\u001b') ? '' : text) {
      if (ENTER.test(character)) {
        return typed.join('');
      }
      if (character === INTERRUPT) {
        interrupt();
        return null;
      }
      if (character === END_OF_INPUT) {
        return null;
      }
      if (BACKSPACE.test(character)) {
        typed.pop();
      } else {
        typed.push(character);
      }
    }
    if (text === '') {
      return null;
    }
  }
}

/** Whether the locale has all characters; one that is not set at all says nothing against it. */
function isUnicodeLocale({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}
