import { expect, it } from 'vitest';
import { createFormat } from '../../../../renderer/i18n/format.ts';

it.each([
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Europe/Moscow', 'Europe/Moscow'],
  ['UTC', 'UTC'],
])('the time zone %s is shown as %s, with the times of that zone', (zone, name) => {
  const format = createFormat('en', zone);
  expect(format.zoneName).toBe(name);
  expect(format.dateTime('2026-07-01T00:00:00.000Z')).toBe(
    createFormat('en', name).dateTime('2026-07-01T00:00:00.000Z'),
  );
});
