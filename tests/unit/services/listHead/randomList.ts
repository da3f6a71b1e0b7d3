import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { CachedKeyList } from '../../../../shared/model/keyList.ts';
import type { SeededRandom } from '../../../harness/seededRandom.ts';
import { NOW } from '../../renderer/features/keys/sampleKey.ts';

const HOUR_MS = 60 * 60_000;
const NAMES = ['ключ 2', 'Ключ 10', 'key 9', 'Key 10', 'анна', 'Ёлка', 'Борис', ''];
const PROBLEMS = [null, null, null, 'archived', 'deactivated', 'noPermission'] as const;

/**
 * A list of keys that often have equal dates and names. Some are created after {@link NOW}, some expire within seconds of a
 * limit of their status, and some pairs look like rotations.
 */
export function randomList(random: SeededRandom, count: number): CachedKeyList {
  const accounts = Array.from({ length: 1 + random.below(count) }, (_, index) => ({
    accountId: `account.${index}`,
    username: `svc.${index}`,
    fullName: random.pick(NAMES),
    systemRoles: [],
    accountProblem: random.pick(PROBLEMS),
  }));
  const at = (hours: number): string => new Date(NOW + hours * HOUR_MS + random.pick([0, 0, 1, 1_500])).toISOString();
  const items = Array.from({ length: count }, (_, index): AuthenticationKey => {
    const created = random.below(4 * 24) - 80;
    return {
      ...random.pick(accounts),
      id: `authkey.${index}`,
      token: random
        .below(2 ** 32)
        .toString(16)
        .padStart(32, random.pick(['0', 'a', 'F'])),
      creationDate: at(created),
      expirationDate: at(random.pick([created + 1, random.below(100) - 40, 30 * 24 + random.below(80) - 40, 9_000])),
      lastUsedDate: random.pick([null, at(-random.below(50))]),
      version: random.below(3),
    };
  });
  const fetchedAt = new Date(NOW).toISOString();
  return { source: 'source', cursor: null, fetchedAt, fetchedWholeAt: fetchedAt, items };
}
