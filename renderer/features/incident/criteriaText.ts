import type { CriteriaSummary } from '../../../shared/model/incident.ts';
import type { Translate } from '../../i18n/i18n.ts';

/** Says which keys an incident concerns. */
export function criteriaText(t: Translate, criteria: CriteriaSummary): string {
  switch (criteria.kind) {
    case 'tokens':
      return t('incident.report.criteria.tokens', { count: criteria.count });
    case 'account':
      return t('incident.report.criteria.account', { username: criteria.username });
    case 'role':
      return t('incident.report.criteria.role', { role: criteria.role });
    case 'period':
    case 'everything':
      return t(`incident.report.criteria.${criteria.kind}`);
  }
}
