import { vi } from 'vitest';

/**
 * Set-up of the tests that start platforms in their own process: passwords are hashed at the lowest cost. What they cost
 * in use is shown by `tests/unit/platform/passwordHash.test.ts`, and that a thread derives them by
 * `tests/unit/electron/scrypt.test.ts`.
 */
vi.mock('../../electron/scrypt.ts', () => import('./heldScrypt.ts'));
