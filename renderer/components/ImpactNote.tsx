import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountImpact, losingAccounts } from '../../shared/model/deletionImpact.ts';
import type { Translate } from '../i18n/i18n.ts';
import { Note } from './Note.tsx';

/** Props of {@link ImpactNote}. */
export interface ImpactNoteProps {
  readonly impacts: readonly AccountImpact[];
  /** Additional lines. */
  readonly children: ReactNode;
}

/** One sentence on the effect on the accounts, derived from their impacts. */
export function ImpactNote({ impacts, children }: ImpactNoteProps) {
  const { t } = useTranslation();
  return (
    <Note tone={losingAccounts(impacts) > 0 ? 'error' : 'warning'} title={impactText(t, impacts)}>
      {children}
    </Note>
  );
}

/** States whether all, some or none of the accounts lose access, or may lose it; `undefined` without accounts. */
export function impactText(t: Translate, impacts: readonly AccountImpact[]): string | undefined {
  const total = impacts.length;
  const losing = losingAccounts(impacts);
  if (total === 0) {
    return undefined;
  }
  const has = (outcome: AccountImpact['outcome']): boolean => impacts.some((impact) => impact.outcome === outcome);
  const isUnsure = has('mayLoseAccess');
  if (losing > 0 && losing < total) {
    return t(isUnsure ? 'bulk.impact.someMay' : 'bulk.impact.some', { count: losing, total });
  }
  if (losing > 0) {
    const outcome = isUnsure ? 'allMay' : 'all';
    return total === 1 ? t(`bulk.impact.one.${outcome}`) : t(`bulk.impact.${outcome}`, { total });
  }
  if (total > 1) {
    return t(has('keepsAccess') || has('keepsKey') ? 'bulk.impact.none' : 'bulk.impact.noneHasAccess');
  }
  return t(`bulk.impact.one.${has('keepsKey') ? 'noneSure' : has('keepsAccess') ? 'none' : 'noneHasAccess'}`);
}
