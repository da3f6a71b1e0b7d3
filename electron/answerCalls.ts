import type { App } from 'electron';
import { answerCall } from './adapters/terminal/calledInstance.ts';
import { EXIT } from './cli/exitCodes.ts';
import { readCommandLine } from './cli/readCommandLine.ts';
import { runCommand } from './cli/runCommand.ts';
import type { Terminal } from './ports.ts';
import type { Ports } from './services/servicePorts.ts';
import type { Services } from './services/services.ts';

/** Dependencies of {@link answerCalls}. */
export interface AnswerCallsOptions {
  readonly app: Pick<App, 'on' | 'getVersion'>;
  readonly services: Services;
  readonly ports: Ports;
  readonly showWindow: () => void;
  /** Whether the application is being closed: its callers then try again. */
  readonly isClosing: () => boolean;
}

/** Runs the commands of other processes in this one, which has the window: only one process may use the data folder. */
export function answerCalls({ app, services, ports, showWindow, isClosing }: AnswerCallsOptions): void {
  const run = (words: readonly string[], terminal: Terminal): Promise<number> => {
    const line = readCommandLine(words, terminal.languages, app.getVersion());
    if (line.kind !== 'command') {
      // The caller has answered everything else itself.
      return Promise.resolve(EXIT.failed);
    }
    const { command } = line.read;
    const running = runCommand(line.read, { ...services, ...ports }, terminal, ports.logger);
    // The window then fetches again what the command may have changed.
    return command.isChange === true ? running.finally(() => ports.publish('connections:changed')) : running;
  };
  app.on('second-instance', (_event, _words, _folder, data) => {
    answerCall(data, { showWindow, runCommand: isClosing() ? null : run });
  });
}
