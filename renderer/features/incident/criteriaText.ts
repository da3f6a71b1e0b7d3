import type { CriteriaSummary } from '../../../shared/model/incident.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';

/** Says which keys an incident concerns. */
export function criteriaText(t: Translate, format: Format, criteria: CriteriaSummary): string {
  switch (criteria.kind) {
    case 'tokens':
      return t('incident.report.criteria.tokens', { count: criteria.count });
    case 'account':
      return t('incident.report.criteria.account', { username: criteria.username });
    case 'role':
      return t('incident.report.criteria.role', { role: criteria.role });
    case 'period': {
      const { createdFrom, createdBefore, usedSince } = criteria;
      // The field says the last day itself.
      const createdUntil = createdBefore === null ? null : new Date(Date.parse(createdBefore) - 1).toISOString();
      const days = { createdFrom, createdUntil, usedSince };
      const conditions = (['createdFrom', 'createdUntil', 'usedSince'] as const).flatMap((name) =>
        days[name] === null ? [] : [t(`incident.report.criteria.${name}`, { day: format.date(days[name]) })],
      );
      return t('incident.report.criteria.period', { conditions: conditions.join(', ') });
    }
    case 'everything':
      return t('incident.report.criteria.everything');
  }
}
