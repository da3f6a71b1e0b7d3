import type { ExpiringKeys } from '../../shared/model/expiringKeys.ts';
import type { Translate } from './i18n.ts';

/** Says how many keys expire soon and need attention, and how many of them another key replaces in time. */
export function expiringText(t: Translate, { last, replaced }: ExpiringKeys): string {
  return [
    ...(last > 0 ? [t('app.attention', { count: last })] : []),
    ...(replaced > 0 ? [t('app.replaced', { count: replaced })] : []),
  ].join('. ');
}
