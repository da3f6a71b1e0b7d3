import type { ExpiringCounts } from '../../shared/model/expiringKeys.ts';
import type { Translate } from './i18n.ts';

/** Says how many keys expire soon and need attention, how many another key replaces in time, and how many are rotated. */
export function expiringText(t: Translate, { unreplaced, replaced, rotating }: ExpiringCounts): string {
  return [
    ...(unreplaced > 0 ? [t('app.attention', { count: unreplaced })] : []),
    ...(replaced > 0 ? [t('app.replaced', { count: replaced })] : []),
    ...(rotating > 0 ? [t('app.rotating', { count: rotating })] : []),
  ].join('. ');
}
