import type { Translate } from '../../i18n/i18n.ts';

const MEGABYTE = 1024 ** 2;

/** Returns a size in megabytes: whole ones from 10 on, else with one decimal. */
export function sizeText(translate: Translate, bytes: number): string {
  const megabytes = bytes / MEGABYTE;
  const count = megabytes < 10 ? Math.ceil(megabytes * 10) / 10 : Math.round(megabytes);
  return translate('usage.megabytes', { count });
}
