/**
 * Names of time zones in the tz database (zone.tab of 2025b) under which Intl finds the zone, but which it returns under a
 * former name: `Europe/Kyiv` as `Europe/Kiev`. Unicode CLDR never changes its identifiers.
 */
const CURRENT_NAMES = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
] as const;

let known: ReadonlyMap<string, string> | null = null;

/** The present name of a time zone. @param zone IANA name as returned by Intl. */
export function currentZoneName(zone: string): string {
  known ??= new Map(CURRENT_NAMES.map((name) => [formerName(name), name]));
  return known.get(zone) ?? zone;
}

function formerName(name: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
}
