import { SAMPLE_CONNECTION_ID } from '../../shared/model/connection.ts';
import { resolveLanguage } from '../../shared/model/language.ts';
import { AppError } from '../../shared/result.ts';
import type { Logger, Terminal } from '../ports.ts';
import { chooseConnection } from './chooseConnection.ts';
import type { Command } from './command.ts';
import { CommandError } from './commandError.ts';
import { CommandContext, type CommandServices } from './context.ts';
import { failureOutput } from './errorOutput.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { ReadCommand } from './readCommandLine.ts';
import { textsIn } from './texts/texts.ts';

/** Carries out a command and reports its failure. Never rejects. */
export async function runCommand(
  { name, command, parsed, language: asked }: ReadCommand,
  services: CommandServices,
  terminal: Terminal,
  logger: Pick<Logger, 'info' | 'error'>,
): Promise<ExitCode> {
  const language = asked ?? resolveLanguage(services.appState.get().preferences.language, terminal.languages);
  const texts = textsIn(language);
  const { options, operands } = parsed;
  const context = new CommandContext({ services, terminal, texts, language, options, operands });
  try {
    await authorize(context);
    const takeBack = await lendPassword(context, command);
    const exitCode = await command.run(context).finally(takeBack);
    return terminal.interrupted.aborted ? EXIT.interrupted : exitCode;
  } catch (error) {
    const failure = failureOutput(error, language, command.isChange === true);
    if (failure.exitCode === EXIT.failed) {
      logger.error('A command failed', { command: name, error });
    } else {
      logger.info('A command failed', { command: name, exitCode: failure.exitCode });
    }
    if (context.isJson) {
      await terminal.writeError(`${failure.json}\n`);
    } else {
      await context.note(`keydesk: ${failure.text}`);
    }
    return failure.exitCode;
  }
}

/**
 * Uses the password on standard input for this command, without storing it: where there is no keychain, none is stored.
 * @returns a function that ends this.
 */
async function lendPassword(context: CommandContext, { options }: Command): Promise<() => void> {
  if (context.options['password-stdin'] !== true || !(options as readonly string[]).includes('connection')) {
    return () => {};
  }
  const { id } = chooseConnection(context);
  const password = await context.terminal.readLine();
  if (password === null || password === '') {
    throw new CommandError('argumentMissing', [context.texts.notes.password.replace(/: $/, '')]);
  }
  const takeBack = context.services.lendPassword(id, password);
  if (takeBack === null) {
    throw new CommandError('optionsExclude', ['--password-stdin', SAMPLE_CONNECTION_ID]);
  }
  return takeBack;
}

/**
 * Asks for the passphrase while KeyDesk is locked. It permits this command only: a locked window stays locked.
 * @throws AppError `LOCKED` if nobody can be asked or only the window can be unlocked, or those of the passphrase.
 */
async function authorize({ services: { lock }, terminal, texts, options }: CommandContext): Promise<void> {
  // Read even if it is not needed, so that the rest of the input is the same.
  const isOnInput = options['passphrase-stdin'] === true;
  const given = isOnInput ? await terminal.readLine() : null;
  const { isLocked, hasPassphrase } = lock.state;
  if (!isLocked) {
    return;
  }
  const entered =
    !isOnInput && hasPassphrase && terminal.inputIsTerminal ? await terminal.ask(texts.notes.passphrase, true) : given;
  if (!hasPassphrase || entered === null) {
    throw new AppError('LOCKED', 'KeyDesk is locked.');
  }
  await lock.checkPassphrase(entered);
}
