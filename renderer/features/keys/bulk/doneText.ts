import type { TFunction } from 'i18next';
import type { BulkResult } from '../../../../shared/model/bulkChange.ts';

/** States what a run has done and how many keys were already gone; empty if neither applies. */
export function doneText(
  t: TFunction,
  done: 'delete' | 'setExpiry' | 'disable' | 'restoration',
  results: readonly BulkResult[],
): string {
  const count = results.filter(({ outcome }) => outcome === 'done').length;
  const gone = results.filter(({ outcome }) => outcome === 'missing').length;
  const goneText = count > 0 ? t('bulk.gone', { count: gone }) : t('bulk.alreadyGone', { count: gone });
  const text = done === 'restoration' ? t('bulk.disable.restored', { count }) : t(`bulk.${done}.done`, { count });
  return [count > 0 ? text : null, gone > 0 ? goneText : null].filter((part) => part !== null).join(' · ');
}
