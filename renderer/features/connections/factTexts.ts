import type { TFunction } from 'i18next';
import type { InstallationFacts } from '../../../shared/model/installationFacts.ts';
import type { Language } from '../../../shared/model/language.ts';
import { createFormat } from '../../i18n/format.ts';
import { isolated } from '../../i18n/isolated.ts';

/** Clock differences below count as none: requests take time. In milliseconds. */
const AGREEMENT_MS = 2000;
/** Length of each unit in milliseconds, and the amount from which it is used, largest first. */
const UNITS = [
  { unit: 'day', length: 24 * 3_600_000, from: 48 * 3_600_000 },
  { unit: 'hour', length: 3_600_000, from: 2 * 3_600_000 },
  { unit: 'minute', length: 60_000, from: 90_000 },
  { unit: 'second', length: 1000, from: 0 },
] as const;

/** How the window writes: its language, and the moment that offsets of time zones apply to. */
interface Writing {
  readonly language: Language;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** Returns what is known about an installation as short texts: version, time zones, clock. */
export function factTexts(t: TFunction, facts: InstallationFacts, writing: Writing): readonly string[] {
  const { version, timeZone, reportedTimeZone, account, clockDifferenceMs } = facts;
  const zone = (name: string): string => zoneText(name, writing);
  return [
    version === null ? null : t('installation.version', { version: isolated(version) }),
    timeZone === null ? null : t('installation.timeZone', { zone: zone(timeZone) }),
    timeZone === null && reportedTimeZone !== null
      ? t('installation.unknownZone', { zone: isolated(reportedTimeZone) })
      : null,
    account.timeZone === null || account.timeZone === timeZone
      ? null
      : t('installation.accountZone', { zone: zone(account.timeZone) }),
    clockDifferenceMs === null ? null : clockText(t, clockDifferenceMs, writing.language),
  ].filter((text) => text !== null);
}

/** Keeps a short text in one line. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

function zoneText(timeZone: string, { language, now }: Writing): string {
  const { zoneName, zoneOffset } = createFormat(language, timeZone);
  const offset = zoneOffset(new Date(now).toISOString());
  return unbroken(`${zoneName} (${offset})`);
}

function clockText(t: TFunction, differenceMs: number, language: Language): string {
  const distance = Math.abs(differenceMs);
  if (distance < AGREEMENT_MS) {
    return t('installation.clockEqual');
  }
  const { unit, length } = UNITS.find(({ from }) => distance >= from) ?? UNITS[3];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  const amount = format.format(Math.round(distance / length));
  return t(differenceMs > 0 ? 'installation.clockAhead' : 'installation.clockBehind', { amount });
}
