import { expect, it, vi } from 'vitest';
import { scryptPassphrase } from '../../../../electron/adapters/system/scryptPassphrase.ts';

vi.mock('../../../../electron/scrypt.ts', () => import('../../../fakes/countedScrypt.ts'));

const stored = await scryptPassphrase.hash('four words make one');
const changed = (change: object) => JSON.stringify({ ...JSON.parse(stored), ...change });

it('stores scrypt with its parameters and a salt of 16 bytes, and not the passphrase', async () => {
  const parameters = JSON.parse(stored);
  expect(parameters).toMatchObject({ algorithm: 'scrypt', N: 131_072, r: 8, p: 1 });
  expect(Buffer.from(parameters.salt, 'base64')).toHaveLength(16);
  expect(Buffer.from(parameters.hash, 'base64')).toHaveLength(32);
  expect(stored).not.toContain('four words');
  expect(JSON.parse(await scryptPassphrase.hash('four words make one')).salt).not.toBe(parameters.salt);
});

it('knows the right passphrase and no other', async () => {
  expect(await scryptPassphrase.matches('four words make one', stored)).toBe(true);
  expect(await scryptPassphrase.matches('four words make on', stored)).toBe(false);
});

it('checks with the parameters of the stored hash', async () => {
  expect(await scryptPassphrase.matches('four words make one', changed({ N: 2 ** 14 }))).toBe(false);
});

it.each([
  ['no JSON', 'x'],
  ['another algorithm', changed({ algorithm: 'none' })],
  ['a cost that is too low', changed({ N: 2 })],
  ['a cost that would take all memory', changed({ N: 2 ** 30 })],
  ['a short hash', changed({ hash: 'AAAA' })],
  ['an unknown field', changed({ extra: 1 })],
])('fails for %s', async (_name, text) => {
  await expect(scryptPassphrase.matches('four words make one', text)).rejects.toThrow();
});
