import { CommandError } from './commandError.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exitCodes.ts';

/**
 * Asks whether to make a change, unless `--yes` was given.
 * @param question ends in a question mark; what it is about was written before.
 * @throws CommandError if nobody can be asked, or the answer is not yes. Nothing was changed then.
 */
export async function confirm(context: CommandContext, question: string): Promise<void> {
  const { terminal, options, texts } = context;
  if (options.yes === true) {
    return;
  }
  if (!terminal.inputIsTerminal || !terminal.errorsAreTerminal) {
    throw new CommandError('confirmationNeeded', [], EXIT.notConfirmed);
  }
  const answer = await terminal.ask(`${question} ${texts.notes.typeYes} `, false);
  const words: readonly string[] = texts.notes.yes.split(' ');
  if (answer === null || !words.includes(answer.trim().toLowerCase())) {
    throw new CommandError('notConfirmed', [], EXIT.notConfirmed);
  }
}
