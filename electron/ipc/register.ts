import type { IpcMain } from 'electron';
import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';
import { contract, type Handlers } from '../../shared/ipc/contract.ts';
import { fail, type Result, succeed } from '../../shared/result.ts';
import type { Logger } from '../ports.ts';
import { toErrorReport, toFieldIssues } from './errorReport.ts';
import { isSmallInput } from './inputSize.ts';
import { isAvailableWhileLocked } from './lockGate.ts';
import { isTrustedSender } from './trustedSender.ts';

/** Options of {@link registerHandlers}. */
export interface RegisterOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly handlers: Handlers;
  readonly logger: Logger;
  /** Whether a web contents belongs to a window of this application. */
  readonly isOwnContents: (contentsId: number) => boolean;
  readonly isLocked: () => boolean;
}

/**
 * Registers every channel of the contract with the same steps: check the sender, the lock and the size of the input,
 * parse the input, call the handler, parse the output, map an error. Errors are returned, never thrown, because
 * Electron transfers only the message of a thrown error.
 */
export function registerHandlers(options: RegisterOptions): void {
  const { ipcMain, handlers, logger, isOwnContents, isLocked } = options;
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, input: unknown): Promise<Result<unknown>> | Result<unknown> => {
      if (!isTrustedSender(event, isOwnContents)) {
        logger.warn('A call from a foreign sender was rejected', { channel });
        return fail({ code: 'FORBIDDEN', message: 'The call did not come from the KeyDesk window.' });
      }
      if (isLocked() && !isAvailableWhileLocked(channel)) {
        return fail({ code: 'LOCKED', message: 'KeyDesk is locked.' });
      }
      return respond(channel, input, handlers, logger);
    });
  }
}

async function respond(channel: Channel, raw: unknown, handlers: Handlers, logger: Logger): Promise<Result<unknown>> {
  if (!isSmallInput(raw)) {
    logger.warn('A call was rejected: its input is too large', { channel });
    return fail({ code: 'VALIDATION', message: 'The input is too large.' });
  }
  const input = contract[channel].input.safeParse(raw);
  if (!input.success) {
    const issues = toFieldIssues(input.error);
    logger.info('A call was rejected: its input does not match the contract', {
      channel,
      fields: issues.map(({ path }) => path),
    });
    return fail({ code: 'VALIDATION', message: 'The input was rejected.', issues });
  }
  try {
    // The contract pairs channels with handlers, but TypeScript cannot correlate them through a variable.
    const handler = handlers[channel] as (input: unknown) => unknown;
    return succeed(contract[channel].output.parse(await handler(input.data)));
  } catch (error) {
    const report = toErrorReport(error);
    logger[report.code === 'INTERNAL' ? 'error' : 'info']('A call failed', { channel, code: report.code, error });
    return fail(report);
  }
}
