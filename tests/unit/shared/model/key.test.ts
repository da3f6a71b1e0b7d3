import { expect, it } from 'vitest';
import {
  type AuthenticationKey,
  authenticationKeySchema,
  isEqualKey,
  keyStatus,
} from '../../../../shared/model/key.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

it.each([
  ['2026-11-22T12:00:00.000Z', null, { kind: 'expired' }],
  ['2026-11-22T12:00:00.001Z', null, { kind: 'expiring', daysLeft: 1 }],
  ['2026-11-23T12:00:00.000Z', null, { kind: 'expiring', daysLeft: 1 }],
  ['2026-11-23T12:00:00.001Z', null, { kind: 'expiring', daysLeft: 2 }],
  ['2026-12-22T12:00:00.000Z', null, { kind: 'expiring', daysLeft: 30 }],
  ['2026-12-22T12:00:00.001Z', null, { kind: 'valid' }],
  ['9999-12-31T00:00:00.000Z', null, { kind: 'valid' }],
  ['2027-11-22T12:00:00.000Z', 'archived', { kind: 'accountProblem', problem: 'archived' }],
  ['2026-11-21T12:00:00.000Z', 'noPermission', { kind: 'expired' }],
] as const)('a key that expires %s with account problem %s is %o', (expirationDate, accountProblem, status) => {
  expect(keyStatus({ expirationDate, accountProblem }, now)).toEqual(status);
});

it.each(Object.keys(authenticationKeySchema.shape) as (keyof AuthenticationKey)[])(
  'two keys with different values of %s are not equal',
  (name) => {
    expect(isEqualKey(sampleKey(), { ...sampleKey(), systemRoles: [...sampleKey().systemRoles] })).toBe(true);
    expect(isEqualKey(sampleKey(), { ...sampleKey(), [name]: name === 'systemRoles' ? [] : 'other' })).toBe(false);
  },
);
