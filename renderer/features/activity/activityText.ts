import type { ActivityEntry } from '../../../shared/model/activity.ts';
import type { ChipTone } from '../../components/StatusChip.tsx';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';

/** Only outcomes that need attention have a strong color. */
export const OUTCOME_TONES: Readonly<Record<ActivityEntry['outcome'], ChipTone>> = {
  done: 'neutral',
  failed: 'error',
  unsure: 'warning',
};

/** Detail of an entry: which finding is ignored and why, what a test found, why it did not succeed, or the expiry that it set. */
export function detailOf(translate: Translate, format: Format, entry: ActivityEntry): string | null {
  const { code, testCode, finding, reason, expiryBefore, expiryAfter } = entry;
  if (finding !== undefined) {
    return translate('activity.finding', {
      finding: translate(`hygiene.texts.findings.${finding}`),
      reason: reason ?? '',
    });
  }
  if (testCode !== undefined) {
    return translate(`keyTest.results.${testCode}.title`);
  }
  if (code !== null) {
    return translate(`errors.${code}.title`);
  }
  if (expiryAfter === null) {
    return null;
  }
  const after = format.dateTime(expiryAfter);
  return expiryBefore === null
    ? translate('activity.expires', { after })
    : translate('activity.expiryChange', { before: format.dateTime(expiryBefore), after });
}
