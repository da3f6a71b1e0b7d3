import { scryptSync } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';

let gate: Promise<void> | null = null;
let held = 0;

/** Replaces the function of `electron/scrypt.ts`, see `cheapScrypt.ts`. */
export async function deriveScrypt(password: string, salt: Buffer, length: number): Promise<Buffer> {
  held += 1;
  await gate;
  held -= 1;
  return scryptSync(password, salt, length, { N: 2, r: 1, p: 1 });
}

/** Derivations that wait until they are released, at the latest at the end of the test. */
interface HeldDerivations {
  /** Waits until this number of derivations has started. */
  begun(count: number): Promise<void>;
  release(): void;
}

/** Delays all derivations from now on, like a busy machine. */
export function holdDerivations(): HeldDerivations {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  const release = () => {
    gate = null;
    resolve();
  };
  onTestFinished(release);
  return {
    begun: (count) => vi.waitUntil(() => held >= count, { timeout: 60_000 }).then(() => {}),
    release,
  };
}
