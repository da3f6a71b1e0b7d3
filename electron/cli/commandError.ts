import type { ErrorCode } from '../../shared/result.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';

/** What can be wrong with a command itself. Each has a text in `texts/`. */
const COMMAND_PROBLEMS = [
  'commandUnknown',
  'optionUnknown',
  'optionNeedsValue',
  'optionTakesNoValue',
  'optionRepeated',
  'optionNeedsEquals',
  'argumentUnexpected',
  'argumentMissing',
  'optionMissing',
  'optionsExclude',
  'languageUnknown',
  'connectionMissing',
  'connectionUnknown',
  'connectionAmbiguous',
  'selectionMissing',
  'keyUnknown',
  'keyAmbiguous',
  'noKeyMatches',
  'noRotation',
  'newKeyTooShort',
  'overlapInvalid',
  'statusUnknown',
  'durationInvalid',
  'dateInvalid',
  'dateBeyond',
  'datePast',
  'accountUnknown',
  'secretToTerminal',
  'secretOfMany',
  'confirmationNeeded',
  'notConfirmed',
  'shellUnknown',
  'fieldInvalid',
  'formatUnknown',
  'fileExists',
  'snippetUnknown',
  'instanceSilent',
  'instanceBusy',
  'instanceEnded',
  'switchRejected',
  'outputFailed',
] as const;
/** One of {@link COMMAND_PROBLEMS}. */
export type CommandProblem = (typeof COMMAND_PROBLEMS)[number];

/** Why a command was not carried out, apart from the errors of services (`AppError`). */
export class CommandError extends Error {
  readonly problem: CommandProblem;
  /** The words that the text names, in its order: an option, a value, a list of names. */
  readonly facts: readonly string[];
  readonly exitCode: ExitCode;

  constructor(problem: CommandProblem, facts: readonly string[] = [], exitCode: ExitCode = EXIT.usage) {
    super(`${problem}: ${facts.join(', ')}`);
    this.name = 'CommandError';
    this.problem = problem;
    this.facts = facts;
    this.exitCode = exitCode;
  }

  /** The code of `shared/result.ts` that is closest, for scripts. */
  get code(): ErrorCode {
    switch (this.exitCode) {
      case EXIT.notFound:
        return this.problem === 'connectionUnknown' ? 'CONNECTION_UNKNOWN' : 'NOT_FOUND';
      case EXIT.notWritten:
        return 'FILE_NOT_SAVED';
      case EXIT.usage:
      case EXIT.notConfirmed:
        return 'VALIDATION';
      default:
        return 'INTERNAL';
    }
  }
}
