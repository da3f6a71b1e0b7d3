import type { CommandContext } from './context.ts';
import type { ExitCode } from './exitCodes.ts';
import type { OptionName } from './options.ts';

/** One command. */
export interface Command {
  /** Options besides those of all commands. */
  readonly options: readonly OptionName[];
  /** Names of its operands in the help; empty if it takes none. */
  readonly operands: string;
  /** Whether it can change something; its errors then say whether it has. */
  readonly isChange?: true;
  /** Carries it out. @throws CommandError, AppError. */
  readonly run: (context: CommandContext) => Promise<ExitCode>;
}
