import { vi } from 'vitest';

/**
 * Setup of tests that start platforms in their own process: passwords are hashed at the lowest cost. The real cost is
 * tested by `tests/unit/platform/passwordHash.test.ts`, derivation in a thread by `tests/unit/electron/scrypt.test.ts`.
 */
vi.mock('../../electron/scrypt.ts', () => import('./heldScrypt.ts'));
