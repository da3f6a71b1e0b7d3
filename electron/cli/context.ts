import type { Language } from '../../shared/model/language.ts';
import { AppError } from '../../shared/result.ts';
import type { Clock, ReadCertificates, Terminal, UserFiles } from '../ports.ts';
import type { Services } from '../services/services.ts';
import { CommandError } from './commandError.ts';
import { EXIT } from './exitCodes.ts';
import { asciiText, safeJson } from './output/safeText.ts';
import type { OptionValues } from './parseCommand.ts';
import type { Texts } from './texts/texts.ts';

/** Version of the JSON that commands write. A change that could break a reader gets a new one. */
export const SCHEMA_VERSION = 1;

/** What commands use of the application. */
export interface CommandServices
  extends Pick<
    Services,
    | 'activity'
    | 'appState'
    | 'connections'
    | 'disabledBatches'
    | 'doctor'
    | 'keyExport'
    | 'keys'
    | 'lendPassword'
    | 'lock'
    | 'recorded'
    | 'recordedHandOver'
    | 'recordedKeyTests'
    | 'rotationFiles'
    | 'rotations'
    | 'snippets'
  > {
  readonly userFiles: UserFiles;
  readonly readCertificates: ReadCertificates;
  readonly clock: Clock;
}

/** Everything that a command works with. */
export class CommandContext {
  readonly services: CommandServices;
  readonly terminal: Terminal;
  readonly texts: Texts;
  readonly language: Language;
  readonly options: OptionValues;
  readonly operands: readonly string[];

  constructor(parts: Pick<CommandContext, 'services' | 'terminal' | 'texts' | 'language' | 'options' | 'operands'>) {
    this.services = parts.services;
    this.terminal = parts.terminal;
    this.texts = parts.texts;
    this.language = parts.language;
    this.options = parts.options;
    this.operands = parts.operands;
  }

  get isJson(): boolean {
    return this.options.json === true;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.services.clock.now();
  }

  /** Writes text for people to standard output. Texts from elsewhere in it have to be safe already. */
  async print(text: string): Promise<void> {
    await this.#write(this.terminal.outputIsTerminal ? this.#shown(text) : text);
  }

  /** Writes a message to standard error. */
  async note(text: string): Promise<void> {
    await this.terminal.writeError(`${this.terminal.errorsAreTerminal ? this.#shown(text) : text}\n`);
  }

  /** Writes the result for scripts. */
  async printJson(command: string, result: object): Promise<void> {
    await this.#write(`${safeJson({ schemaVersion: SCHEMA_VERSION, command, ...result })}\n`);
  }

  /** @throws CommandError `outputFailed`. */
  async #write(text: string): Promise<void> {
    try {
      await this.terminal.write(text);
    } catch (error) {
      const detail = error instanceof AppError ? error.detail : undefined;
      throw new CommandError('outputFailed', [detail ?? ''], EXIT.notWritten);
    }
  }

  #shown(text: string): string {
    return this.terminal.isUnicode ? text : asciiText(text);
  }
}
