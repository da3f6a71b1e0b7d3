/**
 * D-Bus signals of Linux desktops for screen locks, which Electron reports only on other systems and Chromium cannot query
 * from a Wayland compositor.
 *
 * Sources: `org.freedesktop.login1(5)` for `Lock` and `LockedHint`; `ActiveChanged` from the D-Bus interfaces of GNOME Shell,
 * kscreenlocker (KDE), cinnamon-screensaver, mate-screensaver and xfce4-screensaver.
 */

const SCREEN_SAVERS = [
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** Session bus names of desktops that report every screen lock. */
const LOCKERS = SCREEN_SAVERS.map((name) => (name === 'org.freedesktop.ScreenSaver' ? 'org.kde.screensaver' : name));

const SESSION = 'org.freedesktop.login1.Session';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** Match rules for the session bus. */
export const SESSION_BUS_RULES = SCREEN_SAVERS.map(
  (name) => `type='signal',interface='${name}',member='ActiveChanged'`,
);

/** Match rules for the system bus and a login session. */
export function systemBusRules(sessionId: string): readonly string[] {
  // In a label of a path, special characters and a leading digit are escaped by their hexadecimal code.
  const label = sessionId.replace(/^\d|[^A-Za-z\d]/g, (sign) => `_${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return [`type='signal',sender='org.freedesktop.login1',path='/org/freedesktop/login1/session/${label}'`];
}

/** Whether a list of session bus names, in any text format, contains a service that reports every screen lock. */
export function hasLocker(names: string): boolean {
  const known = new Set(names.split(/[\s"]+/));
  return LOCKERS.some((name) => known.has(name));
}

/**
 * Parses the output of `dbus-monitor`, in chunks of any length.
 * @param onLock called for each signal of a screen lock.
 */
export function createSignalReader(onLock: () => void): (chunk: string) => void {
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
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(read);
  };
}
