/**
 * The signals by which desktops of Linux tell on D-Bus that the screen is being locked. Electron tells that on other
 * systems only, and Chromium cannot ask a Wayland compositor for it.
 *
 * Sources: `org.freedesktop.login1(5)` for `Lock` and `LockedHint`; `ActiveChanged` is in the interfaces that GNOME Shell, KDE's
 * kscreenlocker, cinnamon-screensaver, mate-screensaver and xfce4-screensaver offer.
 */

const SCREEN_SAVERS = [
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** Services of the session bus whose presence means that a lock of the screen is told. */
const LOCKERS = SCREEN_SAVERS.map((name) => (name === 'org.freedesktop.ScreenSaver' ? 'org.kde.screensaver' : name));

const SESSION = 'org.freedesktop.login1.Session';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** Which signals of the session bus are watched, as match rules. */
export const SESSION_BUS_RULES = SCREEN_SAVERS.map(
  (name) => `type='signal',interface='${name}',member='ActiveChanged'`,
);

/** Which signals of the system bus are watched for a login session, as match rules. */
export function systemBusRules(sessionId: string): readonly string[] {
  // A label of a path: what is neither letter nor digit, and a digit in front, are written by their code.
  const label = sessionId.replace(/^\d|[^A-Za-z\d]/g, (sign) => `_${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return [`type='signal',sender='org.freedesktop.login1',path='/org/freedesktop/login1/session/${label}'`];
}

/** Whether the names of the session bus, as a text of any form, hold a service that tells each lock of the screen. */
export function hasLocker(names: string): boolean {
  const known = new Set(names.split(/[\s"]+/));
  return LOCKERS.some((name) => known.has(name));
}

/**
 * Reads what `dbus-monitor` prints, in pieces of any length.
 * @param onLock called for each signal that says that the screen is being locked.
 */
export function createSignalReader(onLock: () => void): (piece: string) => void {
  let signal = '';
  let lineBefore = '';
  let rest = '';
  const read = (line: string): void => {
    const [, name, member] = /^signal .*; interface=(\S+); member=(\S+)$/.exec(line) ?? [];
    if (name !== undefined) {
      signal = `${name}.${member}`;
      lineBefore = '';
      if (signal === `${SESSION}.Lock`) {
        onLock();
      }
      return;
    }
    const value = line.trim().replace(/\s+/g, ' ');
    const isActive = value === 'boolean true' && SCREEN_SAVERS.some((saver) => signal === `${saver}.ActiveChanged`);
    const isHint =
      value === 'variant boolean true' &&
      lineBefore === 'string "LockedHint"' &&
      signal === `${PROPERTIES}.PropertiesChanged`;
    if (isActive || isHint) {
      onLock();
    }
    lineBefore = value;
  };
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(read);
  };
}
