import { describe, expect, it } from 'vitest';
import { dated } from '../../harness/faults.ts';
import { openTestBed, PAGE } from './testBed.ts';

const testBed = openTestBed();
const MINUTE = 60_000;

/** An offset as it is measured: the header is to the second, and a busy machine takes its time. */
const about = (milliseconds: number) => expect.toSatisfy((offset: number) => Math.abs(offset - milliseconds) < MINUTE);

describe('a local clock that is wrong', () => {
  it.each([
    ['20 minutes ahead', 20 * MINUTE],
    ['20 minutes behind', -20 * MINUTE],
    ['23 hours ahead', 23 * 60 * MINUTE],
  ])('fault 24: a clock %s is corrected once and told, and later calls are right at once', async (_what, ahead) => {
    testBed.clock.ahead = ahead;
    const told: number[] = [];
    const api = testBed.connectSigned((offset) => told.push(offset));
    expect((await api.listKeys(PAGE)).total).toBeGreaterThan(0);
    expect(testBed.proxy.calls).toEqual(['List', 'List']);
    await api.getPermissions();
    expect(testBed.proxy.calls).toEqual(['List', 'List', 'GetPermissions']);
    expect(told).toEqual([0, about(-ahead)]);
  });

  it('fault 24: an installation that goes on refusing is asked twice', async () => {
    testBed.clock.ahead = 100 * MINUTE;
    let told = 20 * MINUTE;
    const further = (date: Date): string => {
      told += 20 * MINUTE;
      return new Date(date.getTime() + told).toUTCString();
    };
    testBed.proxy.always.set('List', dated(further));
    await expect(testBed.connectSigned().listKeys(PAGE)).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
    expect(testBed.proxy.calls).toEqual(['List', 'List']);
  });
});

it.each([null, 'yesterday', '1', '2026-11-22T12:00:00Z'])(
  'fault 25: no correction after the date %j, and the clock is named',
  async (date) => {
    testBed.clock.ahead = 20 * MINUTE;
    testBed.proxy.always.set(
      'List',
      dated(() => date),
    );
    await expect(testBed.connectSigned().listKeys(PAGE)).rejects.toMatchObject({
      code: 'CLOCK_SKEW',
      detail: 'The access token has expired',
      times: {},
    });
    expect(testBed.proxy.calls).toEqual(['List']);
  },
);
