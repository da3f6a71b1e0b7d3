import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userFiles } from '../../../../electron/adapters/files/userFiles.ts';
import type { ApiKey } from '../../../../electron/ports.ts';
import { createServices } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { type ListedEvent, openCalcurse, openKhal } from '../../../harness/calendarPrograms.ts';

/** What expires: an instant as local time of the zone, and on which local day that is. */
const ZONES = {
  // Summer time begins on 28 March 2027 and ends on 31 October.
  'Europe/Berlin': {
    '2027-03-27T23:00:00Z': '2027-03-28',
    '2027-03-28T00:59:59Z': '2027-03-28',
    '2027-03-28T21:59:59Z': '2027-03-28',
    '2027-03-28T22:00:00Z': '2027-03-29',
    '2027-10-31T22:59:59Z': '2027-10-31',
    '2028-02-28T23:00:00Z': '2028-02-29',
    '2028-02-29T22:59:59Z': '2028-02-29',
  },
  // 30 April 2027 has no midnight.
  'Africa/Cairo': { '2027-04-29T21:59:59Z': '2027-04-29', '2027-04-29T22:00:00Z': '2027-04-30' },
  // 5 September 2027 has no midnight.
  'America/Santiago': { '2027-09-05T03:59:59Z': '2027-09-04', '2027-09-05T04:00:00Z': '2027-09-05' },
  'Asia/Vladivostok': { '2028-02-28T14:00:00Z': '2028-02-29', '2028-02-29T13:59:59Z': '2028-02-29' },
  'America/New_York': { '2028-03-01T04:59:59Z': '2028-02-29', '2028-03-01T05:00:00Z': '2028-03-01' },
} as const;
const NAMES = [
  'Иванов Пётр Сергеевич, отдел «Щит и Ёлка»; склад № 7',
  'Обмен с 1С \\ резервное подключение: ЪЫЬЭЮЯ ъыьэюя',
  '👩‍💻👨‍👩‍👧‍👦 ключ интеграции 🇷🇺 ё',
  'naïve café – „Größe“ 東京都 عربى',
];

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-calendar-'));
  file = join(folder, 'сроки ключей.ics');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Has KeyDesk save the expiries of keys, in a zone. @returns the keys' events, by day and title. */
async function save(
  zone: string,
  keys: readonly { readonly expiry: string; readonly day: string; readonly name: string }[],
) {
  vi.stubEnv('TZ', zone);
  const memory = createMemoryPorts();
  const [sample] = [...memory.adminApi.keys.values()] as [ApiKey, ...ApiKey[]];
  memory.adminApi.keys.clear();
  for (const [index, { expiry, name }] of keys.entries()) {
    const id = `authkey.${index}`;
    const token = `0123456789abcdef01234567${String(index).padStart(8, '0')}`;
    const key = { ...sample, id, token, accountId: `account.${index}`, fullName: name, expirationDate: expiry };
    memory.adminApi.keys.set(id, key);
  }
  memory.fileDialogs.choice = file;
  const services = createServices({ ...memory.ports, userFiles });
  await services.appState.changePreferences({ language: 'ru' });
  const { id } = await services.connections.add({ ...CONNECTION_FORM, name: 'Учёт' });
  await services.keys.list(id, null, true);
  expect(await services.calendarExport.save(id, 'Календарь')).toMatchObject({ events: keys.length });
  await services.close();
  return keys.map(({ day, name }) => ({ day, title: `Истекает срок действия ключа API: ${name}` }));
}

/** Every name so often that each of its characters once stands at the end of a folded line. */
const shiftedNames = () =>
  NAMES.flatMap((name) => Array.from({ length: 76 }, (_, shift) => `${'x'.repeat(shift)}${name}${name}`));

const sorted = (events: readonly ListedEvent[]) =>
  [...events].sort((one, other) => (`${one.day} ${one.title}` < `${other.day} ${other.title}` ? -1 : 1));

/** What ical.js reads. */
function readWithIcalJs(): ListedEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    day: String(event.getFirstPropertyValue('dtstart')),
    title: String(event.getFirstPropertyValue('summary')),
  }));
}

describe.each([
  ['khal', openKhal],
  ['calcurse', openCalcurse],
] as const)('%s', (_name, open) => {
  it.each(Object.entries(ZONES))('lists the days of expiries in %s', async (zone, days) => {
    const keys = Object.entries(days).map(([expiry, day], index) => ({ expiry, day, name: `Ключ ${index}` }));
    const saved = await save(zone, keys);
    const program = open(zone);
    program.import(file);
    expect(sorted(program.list('2026-11-22'))).toEqual(sorted(saved));
    expect(sorted(readWithIcalJs())).toEqual(sorted(saved));
    program.remove();
  });

  it('lists long names in Cyrillic, with emoji and with characters that are escaped, wherever they are folded', async () => {
    const start = Date.parse('2026-12-01T12:00:00Z');
    const keys = shiftedNames().map((name, index) => {
      const expiry = new Date(start + index * 24 * 60 * 60 * 1000).toISOString();
      return { expiry, day: expiry.slice(0, 10), name };
    });
    const saved = await save('Europe/Moscow', keys);
    const program = open('Europe/Moscow');
    program.import(file);
    expect(sorted(program.list('2026-11-22'))).toEqual(sorted(saved));
    expect(sorted(readWithIcalJs())).toEqual(sorted(saved));
    program.remove();
  });
});

describe('a file that is imported a second time, after an expiry has moved', () => {
  const before = { expiry: '2027-01-15T12:00:00Z', day: '2027-01-15', name: 'Обмен' };
  const after = { ...before, expiry: '2027-02-15T12:00:00Z', day: '2027-02-15' };

  it('moves the event in khal', async () => {
    const khal = openKhal('Europe/Moscow');
    await save('Europe/Moscow', [before]);
    khal.import(file);
    const moved = await save('Europe/Moscow', [after]);
    khal.import(file);
    expect(khal.list('2026-11-22')).toEqual(moved);
    khal.remove();
  });

  it('doubles the event in calcurse, as the window says', async () => {
    const calcurse = openCalcurse('Europe/Moscow');
    const first = await save('Europe/Moscow', [before]);
    calcurse.import(file);
    const moved = await save('Europe/Moscow', [after]);
    calcurse.import(file);
    expect(calcurse.list('2026-11-22')).toEqual([...first, ...moved]);
    calcurse.remove();
  });
});
