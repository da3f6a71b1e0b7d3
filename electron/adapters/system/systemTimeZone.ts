/**
 * Returns the IANA name of the time zone of the system; `null` if there is none, as with `TZ=MSK-3`: then the name is missing
 * or `Etc/Unknown`, which `Intl` does not accept.
 */
export function systemTimeZone(): string | null {
  const name: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === undefined || name === 'Etc/Unknown' ? null : name;
}
