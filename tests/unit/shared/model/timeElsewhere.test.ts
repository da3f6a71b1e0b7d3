import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeElsewhere } from '../../../../shared/model/timeElsewhere.ts';

afterEach(() => void vi.unstubAllEnvs());

const MOSCOW = 'Europe/Moscow';
const VLADIVOSTOK = 'Asia/Vladivostok';
const BERLIN = 'Europe/Berlin';
/** UTC+2 all year: the summer time of Berlin. */
const KALININGRAD = 'Europe/Kaliningrad';

describe('timeElsewhere', () => {
  it.each([
    ['2027-02-20T14:00:00.000Z', VLADIVOSTOK, MOSCOW, true, 'midnight in Vladivostok is seven hours earlier in Moscow'],
    ['2027-02-20T08:00:00.000Z', VLADIVOSTOK, MOSCOW, false, 'the afternoon in Vladivostok'],
    ['2027-02-20T21:00:00.000Z', MOSCOW, VLADIVOSTOK, false, 'midnight in Moscow is the morning in Vladivostok'],
    ['2027-07-20T20:59:00.000Z', MOSCOW, VLADIVOSTOK, true, 'a minute before midnight in Moscow, in summer'],
    ['2027-02-20T18:30:00.000Z', MOSCOW, 'Asia/Kolkata', true, 'midnight in Kolkata, half an hour off'],
    ['2027-02-20T18:29:59.000Z', MOSCOW, 'Asia/Kolkata', false, 'a second before midnight in Kolkata'],
    ['2027-03-28T00:59:59.000Z', BERLIN, KALININGRAD, false, 'Berlin before summer time'],
    ['2027-10-31T01:00:00.000Z', BERLIN, KALININGRAD, false, 'Berlin after summer time'],
    ['2027-10-30T22:00:00.000Z', BERLIN, MOSCOW, false, 'midnight of a day of 25 hours in Berlin'],
    // The clocks of Cairo go from 00:00 to 01:00 on 30 April 2027.
    ['2027-04-29T21:59:59.000Z', 'Africa/Cairo', MOSCOW, true, 'a second before the midnight that Cairo skips'],
  ])('%s differs between %s and %s, on another day %s: %s', (instant, here, there, isOtherDay) => {
    expect(timeElsewhere(instant, here, there)).toEqual({ timeZone: there, isOtherDay });
  });

  it.each<[instant: string, here: string, there: string | null, what: string]>([
    ['2027-03-28T01:00:00.000Z', BERLIN, KALININGRAD, 'Berlin from the begin of summer time'],
    ['2027-10-31T00:59:59.000Z', BERLIN, KALININGRAD, 'Berlin to the end of summer time'],
    ['2027-04-29T22:00:00.000Z', 'Africa/Cairo', MOSCOW, 'the first instant of a day without midnight'],
    ['2027-02-20T21:00:00.000Z', MOSCOW, MOSCOW, 'one zone'],
    ['2027-02-20T21:00:00.000Z', MOSCOW, 'Europe/Simferopol', 'two names'],
    ['2027-02-20T21:00:00.000Z', MOSCOW, null, 'a zone that is not known'],
    ['2027-02-20T21:00:00.000Z', MOSCOW, 'Mars/Olympus', 'a zone that this computer does not know'],
  ])('%s is the same between %s and %s: %s', (instant, here, there) => {
    expect(timeElsewhere(instant, here, there)).toBeNull();
  });

  it('a computer whose time zone has no name is compared by its time', () => {
    vi.stubEnv('TZ', 'MSK-3');
    expect(timeElsewhere('2027-02-20T21:00:00.000Z', null, MOSCOW)).toBeNull();
    expect(timeElsewhere('2027-02-20T21:00:00.000Z', null, VLADIVOSTOK)).toEqual({
      timeZone: VLADIVOSTOK,
      isOtherDay: false,
    });
  });
});
