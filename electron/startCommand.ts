import type * as Electron from 'electron';
import { resolveLanguage } from '../shared/model/language.ts';
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
import type { Ports } from './services/servicePorts.ts';
import { createServices } from './services/services.ts';

/** Dependencies of a command, supplied by `main.ts`. */
export interface CommandOptions {
  readonly app: Electron.App;
  readonly process: NodeJS.Process;
  /** Arguments of the program. */
  readonly words: readonly string[];
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
  // Electron and the Chromium host turn Ctrl-C and the end of the terminal into this event.
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (controller.signal.aborted) {
      app.exit(EXIT.interrupted);
    }
    controller.abort();
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
  if (!app.requestSingleInstanceLock()) {
    return fail(terminal, line.read, new CommandError('instanceSilent', [], EXIT.busy));
  }
  return runAlone(options, line.read, terminal);
}

/** Runs a command in this process, which is the only one that uses the data folder. */
async function runAlone({ app, process, createPorts }: CommandOptions, read: ReadCommand, terminal: Terminal) {
  await app.whenReady();
  const ports = createPorts(() => {});
  const services = createServices(ports);
  const { logger, userFiles, readCertificates, clock } = ports;
  watchFailures({ process, logger, end: () => app.exit(EXIT.failed) });
  const exitCode = await runCommand(read, { ...services, userFiles, readCertificates, clock }, terminal, logger);
  await closeServices(services);
  return exitCode;
}

async function fail(terminal: Terminal, { parsed, language }: ReadCommand, error: CommandError): Promise<number> {
  const failure = failureOutput(error, language ?? resolveLanguage('system', terminal.languages), false);
  await terminal.writeError(parsed.options.json === true ? `${failure.json}\n` : `keydesk: ${failure.text}\n`);
  return failure.exitCode;
}
