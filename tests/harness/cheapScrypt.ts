import { vi } from 'vitest';

/**
 * Set-up of the tests that start platforms in their own process: passwords are hashed at the lowest cost. What they cost
 * in use, and that a thread derives them, is shown by `tests/unit/platform/passwordHash.test.ts`.
 */
vi.mock('../../electron/scrypt.ts', () => import('./heldScrypt.ts'));
