import { describe, expect, it } from 'vitest';
import { impactText } from '../../../../renderer/components/ImpactNote.tsx';
import type { Translate } from '../../../../renderer/i18n/i18n.ts';
import {
  confirmationOf,
  deletionImpact,
  isConfirmedBy,
  losingAccounts,
} from '../../../../shared/model/deletionImpact.ts';
import type { AccountStates } from '../../../../shared/model/keyList.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const keyOf = (id: string, fullName: string, change: Partial<ReturnType<typeof sampleKey>> = {}) =>
  sampleKey({ id, accountId: fullName, fullName, ...change });
const keys = [
  keyOf('a1', 'Anna'),
  keyOf('a2', 'Anna', { expirationDate: inDays(5) }),
  keyOf('b1', 'Boris'),
  keyOf('b2', 'Boris', { expirationDate: inDays(-1) }),
  keyOf('c1', 'Clara', { accountProblem: 'archived' }),
  keyOf('d1', 'Dora', { expirationDate: inDays(-1) }),
];
const impactOf = (ids: string, states: AccountStates = 'current') =>
  deletionImpact(keys, new Set(ids.split(' ')), NOW, states);

describe('what an account loses with its keys', () => {
  it.each([
    ['another valid key is left', 'a1', ['Anna 1 1 keepsAccess'], 0],
    ['only expired ones are left', 'a1 a2 b1', ['Anna 2 0 losesAccess', 'Boris 1 0 losesAccess'], 2],
    ['the key had expired', 'b2', ['Boris 1 1 keepsAccess'], 0],
    ['no key let the account in before', 'c1', ['Clara 1 0 noAccess'], 0],
    [
      'those that lose most come first',
      'c1 a1 b1',
      ['Boris 1 0 losesAccess', 'Anna 1 1 keepsAccess', 'Clara 1 0 noAccess'],
      1,
    ],
  ])('%s', (_what, ids, expected, losing) => {
    const impacts = impactOf(ids);
    expect(impacts.map((one) => `${one.fullName} ${one.deleted} ${one.validLeft} ${one.outcome}`)).toEqual(expected);
    expect(losingAccounts(impacts)).toBe(losing);
  });

  it.each<[ids: string, states: AccountStates, text: string | undefined]>([
    ['gone', 'current', undefined],
    ['b1', 'current', 'one.all'],
    ['a1 a2', 'current', 'one.all'],
    ['a1', 'current', 'one.none'],
    ['c1', 'current', 'one.noneHasAccess'],
    ['a1 a2 b1', 'current', 'all'],
    ['b1 a1', 'current', 'some'],
    ['a1 c1', 'current', 'none'],
    ['c1 d1', 'current', 'noneHasAccess'],
    // Where it is not known which accounts are archived, no access is claimed.
    ['b1', 'unknown', 'one.allMay'],
    ['c1', 'former', 'one.allMay'],
    ['a1', 'former', 'one.noneSure'],
    ['a1 a2 b1 c1', 'unknown', 'allMay'],
    ['b1 a1', 'former', 'someMay'],
  ])('fault 104: for %s with states that are %s the sentence is %s', (ids, states, text) => {
    const nameOfText = ((key: string) => key) as unknown as Translate;
    expect(impactText(nameOfText, impactOf(ids, states))).toBe(text && `bulk.impact.${text}`);
  });
});

describe('what has to be typed', () => {
  const required = (username: string, total: number) =>
    confirmationOf(deletionImpact([sampleKey({ username })], new Set(['authkey.1']), NOW, 'current'), total);

  it.each([
    ['svc.erp', 1, 'name'],
    ['Пётр Иванов', 1, 'name'],
    ['svc.erp', 1200, 'count'],
    ...['', ' ', ' x', 'a\u200bb', 'a\nb', '\u202eabc', 'a\u00a0b', '\u3164'].map(
      (name) => [name, 1, 'count'] as const,
    ),
  ] as const)('is for an account called %j and %i keys the %s', (username, total, kind) => {
    expect(required(username, total)).toEqual({ kind, text: kind === 'name' ? username : String(total) });
  });

  it.each([
    ['name', ['svc.erp', ' SVC.ERP ', '\u2068svc.erp\u2069'], ['', '1', 'svc.er', 'svc.erp2', 'svc erp']],
    [
      'count',
      ['1200', ' 1200 ', '1,200', '1 200', '1\u00a0200', '1\u202f200'],
      ['', '120', '12000', '-1200', '1200 keys', '1200e0', '0x4b0', 'svc.erp'],
    ],
  ] as const)('is accepted however the %s is written, and nothing else is', (kind, accepted, rejected) => {
    const confirmation = required('svc.erp', kind === 'name' ? 1 : 1200);
    for (const typed of [...accepted, ...rejected]) {
      expect([typed, isConfirmedBy(typed, confirmation)]).toEqual([typed, accepted.some((one) => one === typed)]);
    }
  });
});
