import type * as Electron from 'electron';
import { resolveLanguage } from '../shared/model/language.ts';
import { answerCall } from './adapters/terminal/calledInstance.ts';
import { processTerminal } from './adapters/terminal/processTerminal.ts';
import { CommandError } from './cli/commandError.ts';
import { failureOutput } from './cli/errorOutput.ts';
import { EXIT } from './cli/exitCodes.ts';
import { type ReadCommand, readCommandLine } from './cli/readCommandLine.ts';
import { runCommand } from './cli/runCommand.ts';
import { closeServices } from './closeServices.ts';
import { findRejectedSwitch } from './commandLine.ts';
import type { Publish, Terminal } from './ports.ts';
import { watchFailures } from './processFailures.ts';
import { type CreateCall, requestInstance } from './requestInstance.ts';
import type { Ports } from './services/servicePorts.ts';
import { createServices } from './services/services.ts';

/**
 * Time in ms in which a signal that comes again is the same one: `when-exit`, which electron-store brings, raises each once
 * more. After that, the user insists.
 */
const SAME_SIGNAL_MS = 1_000;

/** Dependencies of a command, supplied by `main.ts`. */
export interface CommandOptions {
  readonly app: Electron.App;
  readonly process: NodeJS.Process;
  /** Arguments of the program. */
  readonly words: readonly string[];
  /** Creates a call to the process that uses the data folder, if it is not this one. */
  readonly createCall: CreateCall;
  /** Creates the adapters. Called only in the single instance, since they open files. */
  readonly createPorts: (publish: Publish) => Ports;
}

/**
 * Carries out a command of the command line and ends the process with its exit code. There is no window, no page and no
 * display: the same services, keychain, journal and lock are used without them.
 */
export function startCommand(options: CommandOptions): void {
  const { app, process } = options;
  const controller = new AbortController();
  let interruptedAt = 0;
  // Electron and the Chromium host turn Ctrl-C and the end of the terminal into this event.
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (controller.signal.aborted && Date.now() - interruptedAt > SAME_SIGNAL_MS) {
      app.exit(EXIT.interrupted);
    } else if (!controller.signal.aborted) {
      interruptedAt = Date.now();
      controller.abort();
    }
  });
  const terminal = processTerminal({
    process,
    languages: app.getPreferredSystemLanguages(),
    interrupted: controller.signal,
    interrupt: () => app.quit(),
  });
  void answer(options, terminal).then(
    (exitCode) => app.exit(exitCode),
    async (error: unknown) => {
      // Without a log: this is a failed start.
      await terminal.writeError(`keydesk: ${error instanceof Error ? error.message : String(error)}\n`);
      app.exit(EXIT.failed);
    },
  );
}

async function answer(options: CommandOptions, terminal: Terminal): Promise<number> {
  const { app, words } = options;
  const line = readCommandLine(words, terminal.languages, app.getVersion());
  if (line.kind === 'answer') {
    await terminal.write(line.text);
    return EXIT.done;
  }
  if (line.kind === 'failure') {
    const { failure, isJson } = line;
    await terminal.writeError(isJson ? `${failure.json}\n` : `keydesk: ${failure.text}\n`);
    return failure.exitCode;
  }
  const rejectedSwitch = app.isPackaged ? findRejectedSwitch(app.commandLine) : null;
  if (rejectedSwitch !== null) {
    return fail(terminal, line.read, new CommandError('switchRejected', [rejectedSwitch], EXIT.usage));
  }
  return runInInstance(options, line.read, terminal);
}

/** Runs a command in the process that uses the data folder: this one, if no other does. */
async function runInInstance(options: CommandOptions, read: ReadCommand, terminal: Terminal): Promise<number> {
  const { app, words, createCall } = options;
  const waits = read.parsed.options['no-wait'] !== true;
  const { inputIsTerminal, outputIsTerminal, errorsAreTerminal, isUnicode, folder, languages } = terminal;
  const facts = { inputIsTerminal, outputIsTerminal, errorsAreTerminal, isUnicode, folder, languages };
  while (!terminal.interrupted.aborted) {
    const call = requestInstance(app, createCall, 'command');
    if (call === null) {
      return runAlone(options, read, terminal);
    }
    const outcome = await call.finish({ wants: 'command', words: [...words], terminal: facts }, terminal, waits);
    if (typeof outcome === 'object') {
      return outcome.exitCode;
    }
    if (outcome === 'silent' || (outcome === 'again' && !waits)) {
      return fail(
        terminal,
        read,
        new CommandError(outcome === 'silent' ? 'instanceSilent' : 'instanceBusy', [], EXIT.busy),
      );
    }
    if (outcome === 'ended') {
      return fail(terminal, read, new CommandError('instanceEnded', [], EXIT.failed));
    }
  }
  return EXIT.interrupted;
}

/** Runs a command in this process, which is the only one that uses the data folder. */
async function runAlone({ app, process, createPorts }: CommandOptions, read: ReadCommand, terminal: Terminal) {
  await app.whenReady();
  const ports = createPorts(() => {});
  const services = createServices(ports);
  const { logger, userFiles, readCertificates, clock } = ports;
  watchFailures({ process, logger, end: () => app.exit(EXIT.failed) });
  app.on('second-instance', (_event, _words, _folder, data) => {
    answerCall(data, { showWindow: () => {}, runCommand: null });
  });
  const exitCode = await runCommand(read, { ...services, userFiles, readCertificates, clock }, terminal, logger);
  await closeServices(services);
  return exitCode;
}

async function fail(terminal: Terminal, { parsed, language }: ReadCommand, error: CommandError): Promise<number> {
  const failure = failureOutput(error, language ?? resolveLanguage('system', terminal.languages), false);
  await terminal.writeError(parsed.options.json === true ? `${failure.json}\n` : `keydesk: ${failure.text}\n`);
  return failure.exitCode;
}
