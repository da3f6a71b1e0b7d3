import { vi } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/result.ts';
import type { MemoryAdminApi } from '../fakes/memoryAdminApi.ts';

type Method =
  | 'listEligibleAccounts'
  | 'deleteKeys'
  | 'editKey'
  | 'listChanges'
  | 'listKeys'
  | 'createKey'
  | 'readSecret';
/** What happens to one call; `carryOut` does what the call is for. */
export type Step = <Value>(carryOut: () => Promise<Value>) => Promise<Value>;

/** The call is carried out, and responded to. */
export const pass: Step = (carryOut) => carryOut();

/** The call is rejected. */
export function reject(code: ErrorCode, detail?: string): Step {
  return () => Promise.reject(new AppError(code, 'The call was rejected.', { detail }));
}

/** The call is carried out, and its response lost. */
export const loseResponse: Step = async (carryOut) => {
  await carryOut();
  throw new AppError('UNREACHABLE', 'The connection broke.');
};

/** The call waits until it is released, or fails because the connection breaks. */
export function hold() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const step: Step = (carryOut) => promise.then(carryOut);
  return {
    step,
    release: resolve,
    breakConnection: () => reject(new AppError('UNREACHABLE', 'The connection broke.')),
  };
}

/** Has the calls of a method meet these steps, one after the other; the last is that of all further calls. */
export function script(api: MemoryAdminApi, method: Method, ...steps: readonly [Step, ...Step[]]) {
  const original = api[method].bind(api) as (...parameters: unknown[]) => Promise<never>;
  let calls = 0;
  return vi.spyOn(api, method).mockImplementation((...parameters: unknown[]) => {
    const step = steps[Math.min(calls, steps.length - 1)] ?? pass;
    calls += 1;
    return step(() => original(...parameters));
  });
}
