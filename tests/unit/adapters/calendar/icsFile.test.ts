import ICAL from 'ical.js';
import { describe, expect, it, test } from 'vitest';
import { icsFormat } from '../../../../electron/adapters/calendar/icsFile.ts';
import type { CalendarEvent } from '../../../../electron/ports.ts';

const EVENT: CalendarEvent = {
  uid: 'abc@keydesk',
  day: '2028-02-29',
  sequence: 3,
  summary: 'API key expires: User',
  description: 'One\nTwo',
  alarmDays: [30, 14, 3],
};
const MADE_AT = Date.parse('2026-11-22T12:00:00Z');

const textOf = (change: Partial<CalendarEvent> = {}) =>
  icsFormat.textOf({ name: 'KeyDesk', language: 'en', events: [{ ...EVENT, ...change }], madeAt: MADE_AT });
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');

it('writes complete events and alarms', () => {
  expect(textOf().split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//KeyDesk//Expiry//EN',
    'NAME:KeyDesk',
    'X-WR-CALNAME:KeyDesk',
    'BEGIN:VEVENT',
    'UID:abc@keydesk',
    'SEQUENCE:3',
    'DTSTAMP:20261122T120000Z',
    'DTSTART;VALUE=DATE:20280229',
    'DTEND;VALUE=DATE:20280301',
    'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
    'SUMMARY:API key expires: User',
    'TRANSP:TRANSPARENT',
    'DESCRIPTION:One\\nTwo',
    ...['-P29DT15H', '-P13DT15H', '-P2DT15H'].flatMap((trigger) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${trigger}`,
      'DESCRIPTION:API key expires: User',
      'END:VALARM',
    ]),
    'LAST-MODIFIED:20261122T120000Z',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

describe('long lines', () => {
  const names = ['Иванов Пётр Сергеевич', 'Ёлкина, Зоя; «Щит» \\ ЪЫЬ', '👩‍💻👨‍👩‍👧 ключ', 'a'.repeat(200)];

  test.each(names)('are folded between characters, at 75 octets: %s', (name) => {
    // Every shift moves each character over the end of a line once.
    for (let shift = 0; shift < 80; shift += 1) {
      const summary = `${'x'.repeat(shift)}${name.repeat(4)}`;
      const text = textOf({ summary, description: `${summary}\n${summary}` });
      const lines = Buffer.from(text).toString('latin1').split('\r\n');
      for (const line of lines) {
        expect(line.length).toBeLessThanOrEqual(75);
        const bytes = Buffer.from(line, 'latin1');
        expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toContain('\ufffd');
      }
      const [event] = eventsIn(text);
      expect(event?.getFirstPropertyValue('summary')).toBe(summary);
      expect(event?.getFirstPropertyValue('description')).toBe(`${summary}\n${summary}`);
    }
  });

  it('have no line break but CR LF', () => {
    const text = textOf({ description: 'a\nb\r\nc', summary: 'Ж'.repeat(90) });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('ical.js reads', () => {
  test.each([
    ['2026-03-29', '2026-03-30'],
    ['2028-02-29', '2028-03-01'],
    ['2026-12-31', '2027-01-01'],
    ['2026-04-24', '2026-04-25'],
  ])('the day %s', (day, next) => {
    const [event] = eventsIn(textOf({ day }));
    const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time;
    expect([start.isDate, String(start), String(event?.getFirstPropertyValue('dtend'))]).toEqual([true, day, next]);
  });

  it('the alarms at nine in the morning of their days', () => {
    const [event] = eventsIn(textOf());
    const alarms = event?.getAllSubcomponents('valarm') ?? [];
    const rings = alarms.map((alarm) => {
      const time = ICAL.Time.fromData({ year: 2028, month: 2, day: 29, hour: 0, minute: 0, second: 0, isDate: false });
      time.addDuration(alarm.getFirstPropertyValue('trigger') as ICAL.Duration);
      return [alarm.getFirstPropertyValue('action'), String(time), alarm.getFirstPropertyValue('description')];
    });
    expect(rings).toEqual(
      ['2028-01-30', '2028-02-15', '2028-02-26'].map((day) => ['DISPLAY', `${day}T09:00:00`, EVENT.summary]),
    );
  });

  it('no alarms where there are none', () => {
    expect(eventsIn(textOf({ alarmDays: [] }))[0]?.getAllSubcomponents('valarm')).toEqual([]);
  });
});

it('two files are the same if only the time at which they were made differs', () => {
  const later = icsFormat.textOf({ name: 'KeyDesk', language: 'en', events: [EVENT], madeAt: MADE_AT + 5000 });
  expect(later).not.toBe(textOf());
  expect(icsFormat.isSame(later, textOf())).toBe(true);
  expect(icsFormat.isSame(textOf({ day: '2028-03-01' }), textOf())).toBe(false);
  expect(icsFormat.isSame(textOf({ alarmDays: [1] }), textOf())).toBe(false);
});
