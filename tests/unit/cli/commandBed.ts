import { expect } from 'vitest';
import { readCommandLine } from '../../../electron/cli/readCommandLine.ts';
import { runCommand } from '../../../electron/cli/runCommand.ts';
import { createServices, type Services } from '../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';

/** What a command left behind. */
export interface Run {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  /** Standard output as JSON. */
  readonly json: () => Record<string, unknown>;
  /** The error that standard error contains as JSON. */
  readonly error: () => Record<string, unknown>;
  readonly terminal: MemoryTerminal;
}

/** An application in memory with a connection "Test", on which commands are run. */
export interface CommandBed {
  readonly memory: MemoryPorts;
  readonly services: Services;
  readonly connectionId: string;
  /** Runs a command line, as split by a shell. */
  readonly run: (words: string | readonly string[], terminal?: MemoryTerminal) => Promise<Run>;
}

/** Starts the services over ports in memory, with one connection. */
export async function openCommandBed(memory = createMemoryPorts()): Promise<CommandBed> {
  const services = createServices(memory.ports);
  const { id: connectionId } = await services.connections.add({
    ...CONNECTION_FORM,
    name: 'Test',
    environment: 'production',
  });
  const { userFiles, ports, clock, logger } = memory;
  const run = async (words: string | readonly string[], terminal = new MemoryTerminal()): Promise<Run> => {
    const line = readCommandLine(typeof words === 'string' ? words.split(' ') : words, terminal.languages, '1.2.3');
    const exitCode =
      line.kind === 'command'
        ? await runCommand(
            line.read,
            { ...services, userFiles, readCertificates: ports.readCertificates, clock },
            terminal,
            logger,
          )
        : line.kind === 'failure'
          ? line.failure.exitCode
          : 0;
    const answered = line.kind === 'answer' ? line.text : '';
    const failed = line.kind === 'failure' ? (line.isJson ? line.failure.json : line.failure.text) : '';
    const output = terminal.output + answered;
    const errors = terminal.errors + failed;
    return {
      exitCode,
      output,
      errors,
      json: () => JSON.parse(output),
      error: () => (JSON.parse(errors) as { error: Record<string, unknown> }).error,
      terminal,
    };
  };
  return { memory, services, connectionId, run };
}

/** Expects a command to have done what it was asked to, without a message. */
export function expectDone({ exitCode, errors }: Run): void {
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
}
