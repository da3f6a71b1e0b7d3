import { expect, it } from 'vitest';
import { instantsOf, isTimeZone } from '../../../../shared/model/localTime.ts';

it.each([
  ['in winter', '2026-01-15T10:00:00.123', '2026-01-15T09:00:00.123Z'],
  ['in summer', '2026-07-15T10:00:00.123', '2026-07-15T08:00:00.123Z'],
  ['before the clocks are set forward', '2026-03-29T01:59:59.999', '2026-03-29T00:59:59.999Z'],
  ['that is skipped', '2026-03-29T02:30:00.000', '2026-03-29T01:30:00.000Z'],
  ['after the clocks were set forward', '2026-03-29T03:00:00.000', '2026-03-29T01:00:00.000Z'],
  ['that occurs twice', '2026-10-25T02:30:00.000', '2026-10-25T00:30:00.000Z'],
  ['after the clocks were set back', '2026-10-25T03:00:00.000', '2026-10-25T02:00:00.000Z'],
])('converts a local time %s', (_when, local, instant) => {
  expect(instantsOf('Europe/Berlin')(local)).toBe(instant);
});

it.each([
  ['Europe/Moscow', '2026-11-27T03:00:00.000', '2026-11-27T00:00:00.000Z'],
  ['America/St_Johns', '2026-11-26T20:30:00.000', '2026-11-27T00:00:00.000Z'],
  ['UTC', '2026-11-27T00:00:00.000', '2026-11-27T00:00:00.000Z'],
])('converts a local time of %s', (zone, local, instant) => {
  expect(instantsOf(zone)(local)).toBe(instant);
});

it('knows which time zones there are', () => {
  expect(['Europe/Moscow', 'UTC', 'Mars/Olympus', '', 'MSK-3'].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
