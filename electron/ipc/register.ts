import type { IpcMain } from 'electron';
import { CHANNELS, type Channel } from '../../shared/ipc/channels.ts';
import { contract, type Handlers } from '../../shared/ipc/contract.ts';
import { fail, type Result, succeed } from '../../shared/result.ts';
import type { Logger } from '../ports.ts';
import { toErrorReport, toFieldIssues } from './errorReport.ts';
import { isSmallInput } from './inputSize.ts';
import { isOpenWhileLocked } from './lockGate.ts';
import { isTrustedSender } from './trustedSender.ts';

/** What registering needs. */
export interface RegisterOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly handlers: Handlers;
  readonly logger: Logger;
  /** Tells whether a web contents belongs to a window of this application. */
  readonly isOwnContents: (contentsId: number) => boolean;
  readonly isLocked: () => boolean;
}

/**
 * Registers every channel of the contract, each in the same steps: check the sender, the lock, the size of the input and
 * the input, run the handler, parse the output, map a failure. Nothing crosses by throwing, since Electron keeps only the
 * message of an error.
 */
export function registerHandlers(options: RegisterOptions): void {
  const { ipcMain, handlers, logger, isOwnContents, isLocked } = options;
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, input: unknown): Promise<Result<unknown>> | Result<unknown> => {
      if (!isTrustedSender(event, isOwnContents)) {
        logger.warn('A call from a foreign sender was rejected', { channel });
        return fail({ code: 'FORBIDDEN', message: 'The call did not come from the KeyDesk window.' });
      }
      if (isLocked() && !isOpenWhileLocked(channel)) {
        return fail({ code: 'LOCKED', message: 'KeyDesk is locked.' });
      }
      return answer(channel, input, handlers, logger);
    });
  }
}

async function answer(channel: Channel, raw: unknown, handlers: Handlers, logger: Logger): Promise<Result<unknown>> {
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
    return fail({ code: 'VALIDATION', message: 'The input was refused.', issues });
  }
  try {
    // The contract pairs each channel with its handler; that pairing cannot be followed through a loop variable.
    const handler = handlers[channel] as (input: unknown) => unknown;
    return succeed(contract[channel].output.parse(await handler(input.data)));
  } catch (error) {
    const report = toErrorReport(error);
    logger[report.code === 'INTERNAL' ? 'error' : 'info']('A call failed', { channel, code: report.code, error });
    return fail(report);
  }
}
