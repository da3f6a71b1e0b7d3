import { expect, it } from 'vitest';
import { type Rotation, rotationReminders } from '../../../../shared/model/rotation.ts';

const NOW = Date.parse('2026-11-28T10:00:00.000Z');
const day = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

const ROTATION: Rotation = {
  id: 'one',
  connectionId: 'sample',
  account: { id: 'account.1', username: 'svc.erp', fullName: 'ERP connector' },
  oldKey: { id: 'authkey.1', token: '1'.repeat(32) },
  newKey: { id: 'authkey.2', token: '2'.repeat(32) },
  state: 'handOver',
  startedAt: day(-1),
  testedAt: null,
  oldExpiryBefore: day(40),
  oldExpiryAfter: null,
  newExpiry: day(90),
  overlapDays: 7,
  origin: 'own',
  pending: null,
  problem: null,
};

const remindersOf = (change: Partial<Rotation>) =>
  rotationReminders([{ ...ROTATION, ...change }], NOW).map(({ kind, at }) => ({ kind, at }));

it('reminds of a new key that has waited for three days to be handed over', () => {
  expect(remindersOf({ startedAt: day(-2.9) })).toEqual([]);
  expect(remindersOf({ startedAt: day(-3) })).toEqual([{ kind: 'handOver', at: day(-3) }]);
  expect(remindersOf({ startedAt: day(-3), state: 'testFailed' })).toEqual([{ kind: 'handOver', at: day(-3) }]);
});

it('reminds of the last three days of an old key, and of its end', () => {
  expect(remindersOf({ state: 'overlap', oldExpiryAfter: day(3.1) })).toEqual([]);
  expect(remindersOf({ state: 'overlap', oldExpiryAfter: day(3) })).toEqual([{ kind: 'ending', at: day(3) }]);
  expect(remindersOf({ state: 'ended', oldExpiryAfter: day(-1) })).toEqual([{ kind: 'ended', at: day(-1) }]);
});

it.each(['creating', 'failed', 'takenBack'] as const)('reminds of nothing in the state %s', (state) => {
  expect(remindersOf({ state, startedAt: day(-10) })).toEqual([]);
});
