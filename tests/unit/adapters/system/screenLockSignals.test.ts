import { describe, expect, it, vi } from 'vitest';
import {
  createSignalReader,
  hasLocker,
  systemBusRules,
} from '../../../../electron/adapters/system/screenLockSignals.ts';

const head = (path: string, name: string, member: string) =>
  `signal time=1.5 sender=:1.1 -> destination=(null destination) serial=2 path=${path}; interface=${name}; member=${member}\n`;
const activeChanged = (name: string, value: string) => `${head('/x', name, 'ActiveChanged')}   boolean ${value}\n`;
const SESSION = '/org/freedesktop/login1/session/_32';
const hint = (property: string, value: string) =>
  `${head(SESSION, 'org.freedesktop.DBus.Properties', 'PropertiesChanged')}   string "org.freedesktop.login1.Session"
   array [
      dict entry(
         string "${property}"
         variant             boolean ${value}
      )
   ]
   array [
   ]
`;

/** How many locks a text of `dbus-monitor` tells, given in pieces of a size. */
function locksIn(text: string, size = text.length): number {
  const onLock = vi.fn();
  const read = createSignalReader(onLock);
  for (let start = 0; start < text.length; start += size) {
    read(text.slice(start, start + size));
  }
  return onLock.mock.calls.length;
}

describe('a signal of D-Bus', () => {
  it.each([
    ['GNOME locks', activeChanged('org.gnome.ScreenSaver', 'true'), 1],
    ['KDE locks', activeChanged('org.freedesktop.ScreenSaver', 'true'), 1],
    ['Cinnamon locks', activeChanged('org.cinnamon.ScreenSaver', 'true'), 1],
    ['GNOME unlocks', activeChanged('org.gnome.ScreenSaver', 'false'), 0],
    ['another interface', activeChanged('org.example.ScreenSaver', 'true'), 0],
    ['logind asks for a lock', head(SESSION, 'org.freedesktop.login1.Session', 'Lock'), 1],
    ['logind asks for the end of one', head(SESSION, 'org.freedesktop.login1.Session', 'Unlock'), 0],
    ['logind is told of a lock', hint('LockedHint', 'true'), 1],
    ['logind is told of the end of one', hint('LockedHint', 'false'), 0],
    ['logind is told of something else', hint('IdleHint', 'true'), 0],
    ['the name of the own connection', `${head('/d', 'org.freedesktop.DBus', 'NameAcquired')}   string ":1.0"\n`, 0],
    ['a value without a signal', '   boolean true\n', 0],
    ['nothing', '', 0],
  ])('fault 75: %s', (_name, text, locks) => {
    expect(locksIn(text)).toBe(locks);
    expect(locksIn(text, 1)).toBe(locks);
    expect(locksIn(text, 7)).toBe(locks);
  });

  it('fault 75: each of several counts', () => {
    const two = activeChanged('org.gnome.ScreenSaver', 'true') + hint('LockedHint', 'true');
    expect(locksIn(two)).toBe(2);
    expect(locksIn(two + activeChanged('org.gnome.ScreenSaver', 'false') + two, 5)).toBe(4);
  });
});

it.each([
  ['2', '_32'],
  ['c2', 'c2'],
  ['12', '_312'],
  ['a-b', 'a_2db'],
])("fault 75: the session %s has the path …/%s of logind's", (id, label) => {
  expect(systemBusRules(id)).toEqual([
    `type='signal',sender='org.freedesktop.login1',path='/org/freedesktop/login1/session/${label}'`,
  ]);
});

it.each([
  ['   string "org.gnome.ScreenSaver"\n', true],
  ['   string ":1.2"\n   string "org.kde.screensaver"\n', true],
  // Also owned by programs that only keep the screen from going dark.
  ['   string "org.freedesktop.ScreenSaver"\n', false],
  ['   string "org.gnome.ScreenSaverX"\n', false],
  ['', false],
])('fault 75: of the names %j it is said that each lock is told: %s', (names, isReported) => {
  expect(hasLocker(names)).toBe(isReported);
});
