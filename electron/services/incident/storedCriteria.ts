import { z } from 'zod';
import { foldText } from '../../../shared/foldText.ts';
import {
  accountCriteriaSchema,
  type CriteriaSummary,
  everythingCriteriaSchema,
  type IncidentCriteria,
  periodCriteriaSchema,
  roleCriteriaSchema,
} from '../../../shared/model/incident.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { sha256 } from '../sha256.ts';

/** Criteria as they are kept on the disk: a leaked token only shortened and as its SHA-256. */
export const storedCriteriaSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tokens'), tokens: z.array(z.object({ short: z.string(), digest: z.string() })) }),
  accountCriteriaSchema,
  roleCriteriaSchema,
  periodCriteriaSchema,
  everythingCriteriaSchema,
]);
/** Criteria as they are kept on the disk. */
export type StoredCriteria = Readonly<z.infer<typeof storedCriteriaSchema>>;

/** Returns what is kept of criteria. */
export function storedCriteriaOf(criteria: IncidentCriteria): StoredCriteria {
  return criteria.kind === 'tokens'
    ? { kind: 'tokens', tokens: criteria.tokens.map((token) => ({ short: shortToken(token), digest: sha256(token) })) }
    : criteria;
}

/** Returns what the window shows of criteria. */
export function summaryOf(criteria: StoredCriteria): CriteriaSummary {
  return criteria.kind === 'tokens' ? { kind: 'tokens', count: criteria.tokens.length } : criteria;
}

/**
 * Returns a function that tells whether an incident concerns a key.
 * @param startedAt when the incident began, in ms since the epoch: a key that was created later replaces a leaked one, unless
 * its token was leaked too.
 */
export function matcherOf(
  criteria: StoredCriteria,
  startedAt: number,
): (key: Pick<AuthenticationKey, 'token' | 'username' | 'systemRoles' | 'creationDate' | 'lastUsedDate'>) => boolean {
  if (criteria.kind === 'tokens') {
    const digests = new Map<string, string[]>();
    for (const { short, digest } of criteria.tokens) {
      digests.set(short, [...(digests.get(short) ?? []), digest]);
    }
    return ({ token }) => {
      const lowerCase = token.toLowerCase();
      // The digest of each key of a long list would take seconds.
      return digests.get(shortToken(lowerCase))?.includes(sha256(lowerCase)) === true;
    };
  }
  const isKnown = ({ creationDate }: Pick<AuthenticationKey, 'creationDate'>): boolean =>
    Date.parse(creationDate) <= startedAt;
  switch (criteria.kind) {
    case 'account': {
      const wanted = foldText(criteria.username);
      return (key) => foldText(key.username) === wanted && isKnown(key);
    }
    case 'role': {
      const wanted = foldText(criteria.role);
      return (key) => key.systemRoles.some((role) => foldText(role) === wanted) && isKnown(key);
    }
    case 'period': {
      const from = Date.parse(criteria.createdFrom ?? '');
      const before = Date.parse(criteria.createdBefore ?? '');
      const used = Date.parse(criteria.usedSince ?? '');
      return (key) => {
        const created = Date.parse(key.creationDate);
        const isMeant =
          (Number.isNaN(from) || created >= from) &&
          (Number.isNaN(before) || created < before) &&
          (Number.isNaN(used) || Date.parse(key.lastUsedDate ?? '') >= used);
        return isMeant && isKnown(key);
      };
    }
    case 'everything':
      return isKnown;
  }
}
