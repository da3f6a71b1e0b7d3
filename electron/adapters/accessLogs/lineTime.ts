/**
 * Times of lines as numbers that order like them: milliseconds of a calendar in which every month has 31 days, so that a time is
 * calculated without knowing the calendar.
 */

/** Number of bytes of a time, `2026-11-27 10:00:00,123`. */
export const TIME_BYTES = 23;

const [COLON, DASH, COMMA, DOT, SPACE] = [58, 45, 44, 46, 32];

/** Returns the time at `at`; -1 if there is none. Reads {@link TIME_BYTES}. */
export function lineTime(bytes: Uint8Array, at: number): number {
  if (
    bytes[at + 4] !== DASH ||
    bytes[at + 7] !== DASH ||
    bytes[at + 10] !== SPACE ||
    bytes[at + 13] !== COLON ||
    bytes[at + 16] !== COLON ||
    (bytes[at + 19] !== COMMA && bytes[at + 19] !== DOT)
  ) {
    return -1;
  }
  const year = pair(bytes, at) * 100 + pair(bytes, at + 2);
  const month = pair(bytes, at + 5);
  const day = pair(bytes, at + 8);
  const hour = pair(bytes, at + 11);
  const minute = pair(bytes, at + 14);
  const second = pair(bytes, at + 17);
  const tenths = pair(bytes, at + 20);
  const last = (bytes[at + 22] as number) - 48;
  // Whatever is not two digits is at least 100.
  if (
    year < 1_970 ||
    year > 9_999 ||
    month > 12 ||
    day > 31 ||
    hour > 23 ||
    minute > 59 ||
    second > 59 ||
    tenths > 99 ||
    last >>> 0 > 9
  ) {
    return -1;
  }
  if (month === 0 || day === 0) {
    return -1;
  }
  return (
    ((((year * 372 + (month - 1) * 31 + day - 1) * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + tenths * 10 + last
  );
}

/** The number of two digits; more than 99 if they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? 1_000_000 : tens * 10 + ones;
}

/** Returns a time as `localTimeSchema` has it; `null` for 0. A day that its month does not have becomes the last one it has. */
export function localTimeText(time: number): string | null {
  if (time === 0) {
    return null;
  }
  const rest = (unit: number, size: number): number => Math.floor(time / unit) % size;
  const days = Math.floor(time / 86_400_000);
  const [year, month] = [Math.floor(days / 372), Math.floor(days / 31) % 12];
  const day = Math.min((days % 31) + 1, new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  const text = (value: number, length = 2): string => String(value).padStart(length, '0');
  const date = `${text(year, 4)}-${text(month + 1)}-${text(day)}`;
  const clock = [rest(3_600_000, 24), rest(60_000, 60), rest(1_000, 60)].map((value) => text(value)).join(':');
  return `${date}T${clock}.${text(time % 1_000, 3)}`;
}
