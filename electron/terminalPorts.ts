/** The port of the terminal or script that runs a command; re-exported by `ports.ts`. */

/** Standard input, output and error of a command. All text is UTF-8. */
export interface Terminal {
  readonly inputIsTerminal: boolean;
  readonly outputIsTerminal: boolean;
  readonly errorsAreTerminal: boolean;
  /** Whether a terminal shows characters outside of ASCII, as far as its locale says. */
  readonly isUnicode: boolean;
  /** Absolute path of the folder that relative paths refer to. */
  readonly folder: string;
  /** Preferred languages of the user as BCP 47 tags, best first. */
  readonly languages: readonly string[];
  /** Writes to standard output. A closed pipe is not an error. @throws AppError `FILE_NOT_SAVED`. */
  write(text: string): Promise<void>;
  /** Writes to standard error. Never rejects. */
  writeError(text: string): Promise<void>;
  /**
   * Asks a question on standard error and returns the line typed; `null` at the end of the input.
   * @param isHidden whether the terminal shows what is typed.
   */
  ask(question: string, isHidden: boolean): Promise<string | null>;
  /** Reads one line of standard input without asking; `null` at its end. */
  readLine(): Promise<string | null>;
  /** Reads the rest of standard input. @throws AppError `FILE_NOT_READ` if it is longer than `maxBytes`. */
  readRest(maxBytes: number): Promise<Uint8Array>;
  /** Aborted by Ctrl-C, by the end of the terminal, or by the end of the process that started the command. */
  readonly interrupted: AbortSignal;
}
