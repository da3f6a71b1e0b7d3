import { scryptSync } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';

let gate: Promise<void> | null = null;
let held = 0;

/** Takes the place of the function of `electron/scrypt.ts`, see `cheapScrypt.ts`. */
export async function deriveScrypt(password: string, salt: Buffer, length: number): Promise<Buffer> {
  held += 1;
  await gate;
  held -= 1;
  return scryptSync(password, salt, length, { N: 2, r: 1, p: 1 });
}

/** Derivations that do not end until they are released, at the latest with the test. */
export interface HeldDerivations {
  /** Waits until so many have begun. */
  begun(count: number): Promise<void>;
  release(): void;
}

/** Holds up every derivation from here on, as a machine would that is busy with others. */
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
