/**
 * Returns a time zone if Intl of this computer knows it by this name; otherwise `null`. Offsets such as `+03:00`, which Intl
 * accepts too, name no zone.
 * @param name as reported by an installation.
 */
export function knownTimeZone(name: string | null): string | null {
  if (name === null || !/^[A-Za-z]/.test(name)) {
    return null;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return null;
  }
}
