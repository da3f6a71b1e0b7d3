import type { Terminal } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';

/** A terminal or script in memory. */
export class MemoryTerminal implements Terminal {
  inputIsTerminal = false;
  outputIsTerminal = false;
  errorsAreTerminal = false;
  isUnicode = true;
  folder = '/home/me';
  languages: readonly string[] = ['en-GB'];
  /** Everything written so far. */
  output = '';
  errors = '';
  /** Questions asked, and whether the answer was hidden. */
  readonly asked: { readonly question: string; readonly isHidden: boolean }[] = [];
  /** What is typed, question by question. */
  answers: string[] = [];
  /** Set, and standard output fails with this system code. */
  outputFailure: string | null = null;
  readonly #controller = new AbortController();
  #input: string;

  constructor(input = '') {
    this.#input = input;
  }

  get interrupted(): AbortSignal {
    return this.#controller.signal;
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.#controller.abort();
  }

  async write(text: string): Promise<void> {
    if (this.outputFailure !== null) {
      throw new AppError('FILE_NOT_SAVED', 'Standard output could not be written.', { detail: this.outputFailure });
    }
    this.output += text;
  }

  async writeError(text: string): Promise<void> {
    this.errors += text;
  }

  async ask(question: string, isHidden: boolean): Promise<string | null> {
    this.asked.push({ question, isHidden });
    return this.answers.shift() ?? null;
  }

  async readLine(): Promise<string | null> {
    if (this.#input === '') {
      return null;
    }
    const [line = '', ...rest] = this.#input.split('\n');
    this.#input = rest.join('\n');
    return line;
  }

  async readRest(maxBytes: number): Promise<Uint8Array> {
    const bytes = new TextEncoder().encode(this.#input);
    this.#input = '';
    if (bytes.length > maxBytes) {
      throw new AppError('FILE_NOT_READ', 'The input is too large.', { detail: 'EFBIG' });
    }
    return bytes;
  }
}
