import { expect, it } from 'vitest';
import { planRotation, usualLifetime } from '../../../../../../renderer/features/keys/rotation/rotationPlan.ts';
import type { Rotation } from '../../../../../../shared/model/rotation.ts';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

it.each([
  [null, {}],
  ['expired', { expirationDate: inDays(0) }],
  ['archived', { accountProblem: 'archived' }],
  ['deactivated', { accountProblem: 'deactivated' }],
  ['noPermission', { accountProblem: 'noPermission' }],
  ['gone', { token: 'f'.repeat(32) }],
] as const)('the obstacle is %s for a key with %o', (obstacle, change) => {
  const key = sampleKey();
  expect(planRotation([key], [sampleKey(change)], new Map(), NOW).map((plan) => plan.obstacle)).toEqual([obstacle]);
});

it('a key that is being rotated is not rotated again', () => {
  const key = sampleKey();
  const rotating = new Map([[key.token, {} as Rotation]]);
  expect(planRotation([key], [key], rotating, NOW)[0]?.obstacle).toBe('rotating');
});

it.each([
  [90, []],
  [30, [20, 31, 400]],
  [180, [170, 200, 190]],
  [365, [10_000, 20_000, 3]],
])('the usual lifetime is %i days among keys of %o days', (usual, lifetimes) => {
  const keys = lifetimes.map((days) => sampleKey({ creationDate: inDays(0), expirationDate: inDays(days) }));
  expect(usualLifetime(keys)).toBe(usual);
});
