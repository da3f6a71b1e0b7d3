import { createHash } from 'node:crypto';
import { vi } from 'vitest';

/** Makes digests without a thread of their own, so that a test can tell when everything that is due has run. */
export function digestAtOnce(): void {
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_algorithm, data) => {
    const { buffer } = new Uint8Array(
      createHash('sha256')
        .update(data as Uint8Array)
        .digest(),
    );
    return buffer;
  });
}
