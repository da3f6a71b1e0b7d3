import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { planExpiry } from '../../../../../../renderer/features/keys/bulk/expiryPlan.ts';
import { expiryInstant } from '../../../../../../renderer/features/keys/expiry/expiry.ts';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

const ahead = sampleKey({ id: 'ahead', accountId: 'a', expirationDate: inDays(100), version: 3 });
const expired = sampleKey({ id: 'expired', accountId: 'b', expirationDate: inDays(-50) });
const archived = sampleKey({
  id: 'archived',
  accountId: 'b',
  expirationDate: inDays(-50),
  accountProblem: 'archived',
});
const midnight = (date: string | number) => dayjs(date).startOf('day');

describe('planExpiry', () => {
  it('extends each key from its own expiry, or from now where that has passed, and keeps the time of day', () => {
    const plan = planExpiry([ahead, expired], { kind: 'extend', days: 30 }, NOW);
    expect(plan.changes).toEqual([
      {
        id: 'ahead',
        token: ahead.token,
        version: 3,
        expirationDate: dayjs(ahead.expirationDate).add(30, 'day').toISOString(),
      },
      { id: 'expired', token: expired.token, version: 1, expirationDate: dayjs(NOW).add(30, 'day').toISOString() },
    ]);
    expect(plan).toMatchObject({ accounts: 2, revived: 1, shortened: 0, ending: 0, unchanged: 0 });
  });

  it.each(['9999-12-31T23:59:59.999Z', '2099-12-15T00:00:00.000Z'])('extends none beyond the last year: %s', (last) => {
    const far = sampleKey({ id: 'far', accountId: 'c', expirationDate: last });
    const plan = planExpiry([ahead, far], { kind: 'extend', days: 30 }, NOW);
    expect(plan.changes.map(({ id }) => id)).toEqual(['ahead']);
    expect(plan).toMatchObject({ accounts: 1, unchanged: 0, beyond: 1 });
    const sooner = planExpiry([far], { kind: 'date', day: midnight(inDays(10)) }, NOW);
    expect(sooner).toMatchObject({ shortened: 1, beyond: 0 });
  });

  it('counts no key of an archived account as working again', () => {
    expect(planExpiry([expired, archived], { kind: 'extend', days: 30 }, NOW)).toMatchObject({
      accounts: 1,
      revived: 1,
    });
  });

  it('reports which keys one date shortens, which it ends, and which have it already', () => {
    const soon = midnight(inDays(10));
    const has = sampleKey({ id: 'has', expirationDate: expiryInstant(soon) });
    const plan = planExpiry([ahead, expired, has], { kind: 'date', day: soon }, NOW);
    expect(plan.changes.map(({ id }) => id)).toEqual(['ahead', 'expired']);
    expect(plan).toMatchObject({ revived: 1, shortened: 1, ending: 0, unchanged: 1 });
    expect(planExpiry([ahead, expired], { kind: 'date', day: midnight(inDays(-1)) }, NOW)).toMatchObject({
      revived: 0,
      shortened: 0,
      ending: 1,
    });
  });

  it.each([null, dayjs('x')])('changes nothing without a date that can be saved', (day) => {
    expect(planExpiry([ahead], { kind: 'date', day }, NOW)).toMatchObject({ changes: [], accounts: 0, unchanged: 0 });
  });

  it('does not extend a key again that already has the requested expiry, although no response had arrived', () => {
    const choice = { kind: 'extend', days: 30 } as const;
    const { changes } = planExpiry([ahead, expired], choice, NOW);
    const asked = new Map(changes.map(({ id, expirationDate }) => [id, expirationDate]));
    const extended = { ...ahead, expirationDate: asked.get('ahead') ?? '', version: 4 };
    const again = planExpiry([extended, expired], choice, NOW, asked);
    expect(again.changes.map(({ id }) => id)).toEqual(['expired']);
    expect(again.unchanged).toBe(1);
  });
});
