import type { TFunction } from 'i18next';
import type { BulkResult } from '../../../../shared/model/bulkChange.ts';

/** Says in words what a run has done, and which keys were gone before; empty when neither is so. */
export function doneText(
  t: TFunction,
  done: 'delete' | 'setExpiry' | 'retirement' | 'restoration',
  results: readonly BulkResult[],
): string {
  const count = results.filter(({ outcome }) => outcome === 'done').length;
  const gone = results.filter(({ outcome }) => outcome === 'missing').length;
  const goneText = count > 0 ? t('bulk.gone', { count: gone }) : t('bulk.alreadyGone', { count: gone });
  const text = done === 'restoration' ? t('bulk.retirement.restored', { count }) : t(`bulk.${done}.done`, { count });
  return [count > 0 ? text : null, gone > 0 ? goneText : null].filter((part) => part !== null).join(' · ');
}
