import { AppError } from '../../../shared/result.ts';
import type { EncryptFile, Logger } from '../../ports.ts';
import type { StartChildProcess } from '../processes/childProcess.ts';
import { type ProtectedFileRequest, protectedFileResponseSchema } from './protectedFileProtocol.ts';

/** Dependencies of {@link createFileEncryption}. */
export interface FileEncryptionOptions {
  /** Starts the compiled `protectedFileProcess.ts`. */
  readonly startProcess: StartChildProcess;
  readonly logger: Logger;
}

/** Encrypts each file in a process of its own, which ends with it: secrets reach it in a message only. */
export function createFileEncryption({ startProcess, logger }: FileEncryptionOptions): EncryptFile {
  return async (content, passphrase, signal) => {
    signal.throwIfAborted();
    const child = startProcess();
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const cancel = (): void => reject(signal.reason);
    signal.addEventListener('abort', cancel);
    child.onMessage((message) => resolve(protectedFileResponseSchema.parse(message).bytes));
    child.onExit((code) => {
      reject(new AppError('FILE_NOT_SAVED', `The process that encrypts a file ended with code ${code ?? 'none'}.`));
    });
    try {
      // The same letters can be written in several ways; the programs that open the file do not normalize.
      const request: ProtectedFileRequest = {
        passphrase: passphrase.normalize('NFC'),
        content:
          content.format === 'age'
            ? content
            : { ...content, entry: { ...content.entry, fields: [...content.entry.fields] } },
      };
      child.post(request);
      return await promise;
    } catch (error) {
      if (!signal.aborted) {
        logger.error('A file could not be encrypted', { format: content.format, error });
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      child.kill();
    }
  };
}
