import type { EncryptFile, ProtectedContent } from '../../electron/ports.ts';

/** One file that {@link MemoryEncryption} was asked for. */
interface MemoryEncryptedFile {
  readonly content: ProtectedContent;
  readonly passphrase: string;
}

/** Remembers what was to be encrypted; each file contains only its number. */
export class MemoryEncryption {
  readonly files: MemoryEncryptedFile[] = [];
  /** Number of encryptions that were started. */
  started = 0;
  /** Number of encryptions that were stopped. */
  stopped = 0;
  /** Awaited before each file is returned; replace it to hold or fail an encryption. */
  wait: () => Promise<void> = async () => {};

  readonly encrypt: EncryptFile = async (content, passphrase, signal) => {
    signal.throwIfAborted();
    this.started += 1;
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => {
      this.stopped += 1;
      reject(signal.reason);
    });
    await Promise.race([this.wait(), cancelled]);
    this.files.push({ content, passphrase });
    return new TextEncoder().encode(`encrypted file ${this.files.length}`);
  };
}
