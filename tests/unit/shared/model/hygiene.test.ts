import { describe, expect, it } from 'vitest';
import {
  FINDINGS,
  type FindingKind,
  findingsOf,
  type HygieneFacts,
  type LoggedCalls,
  lifetimeDays,
  spareKeys,
} from '../../../../shared/model/hygiene.ts';
import { DEFAULT_POLICY, type HygienePolicy } from '../../../../shared/model/hygienePolicy.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');

/** Returns the instant some days from now. */
function day(days: number): string {
  return new Date(NOW + days * DAY_MS).toISOString();
}

/** A working, recently used key of a service account; its token is its name. */
function key(name: string, change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  return {
    id: `authkey.${name}`,
    accountId: `account.${change.username ?? name}`,
    username: `svc.${name}`,
    fullName: '',
    systemRoles: [],
    token: name,
    creationDate: day(-10),
    expirationDate: day(50),
    lastUsedDate: day(-1),
    version: 1,
    accountProblem: null,
    ...change,
  };
}

const FACTS: HygieneFacts = { now: NOW, accountStates: 'current', calls: null, disabledAt: new Map() };

function find(
  keys: readonly AuthenticationKey[],
  kind: FindingKind,
  policy: Partial<HygienePolicy> = {},
  facts: Partial<HygieneFacts> = {},
) {
  const findings = findingsOf(keys, { ...DEFAULT_POLICY, ...policy }, { ...FACTS, ...facts });
  const finding = findings[FINDINGS.indexOf(kind)];
  return {
    kind: finding?.kind,
    state: finding?.state,
    unknown: finding?.unknown,
    tokens: tokensOf(finding?.keys ?? []),
  };
}

function tokensOf(keys: readonly AuthenticationKey[]): readonly string[] {
  return keys.map(({ token }) => token);
}

it('finds nothing about a working key of a service account that is used and young', () => {
  const findings = findingsOf([key('one')], DEFAULT_POLICY, FACTS);
  expect(findings.map(({ kind }) => kind)).toEqual(FINDINGS);
  expect(findings.flatMap(({ keys }) => keys)).toEqual([]);
  expect(findings.every(({ state }) => state === 'checked')).toBe(true);
});

describe('accounts that may not use the API', () => {
  const keys = [
    key('works'),
    key('late', { accountProblem: 'archived', expirationDate: day(9) }),
    key('early', { accountProblem: 'archived', expirationDate: day(-9) }),
    key('off', { accountProblem: 'deactivated' }),
    key('without', { accountProblem: 'noPermission', username: 'i.ivanov', creationDate: day(-500) }),
  ];

  it('finds all of their keys, also the expired ones, in order of expiry', () => {
    expect(find(keys, 'archived').tokens).toEqual(['early', 'late']);
    expect(find(keys, 'deactivated').tokens).toEqual(['off']);
    expect(find(keys, 'noPermission').tokens).toEqual(['without']);
  });

  it('does not advise on keys of such accounts as if they worked', () => {
    for (const kind of ['person', 'several', 'old', 'longLived', 'unused'] as const) {
      expect(find(keys, kind).tokens, kind).toEqual([]);
    }
  });

  it('says that nothing is known while the states of the accounts are not', () => {
    const unknown = keys.map((one) => ({ ...one, accountProblem: null }));
    for (const kind of ['archived', 'deactivated', 'noPermission'] as const) {
      expect(find(unknown, kind, {}, { accountStates: 'unknown' })).toMatchObject({ state: 'unknown', tokens: [] });
    }
    expect(find(keys, 'archived', {}, { accountStates: 'former' })).toMatchObject({ state: 'checked' });
  });
});

describe('persons', () => {
  const names = ['svc.erp', 'SVC-CRM', 'svc', 'i.ivanov', 'erp.svc.x', 'robot7', 'robot', 'a-bot-b', 'ФСБ.Робот'];
  const keys = names.map((username) => key(username, { username }));
  const persons = (...serviceAccounts: string[]) => find(keys, 'person', { serviceAccounts }).tokens;

  it('are accounts whose user name matches no pattern, without regard to letter case', () => {
    expect(persons('svc.*', 'svc-*')).toEqual([
      'svc',
      'i.ivanov',
      'erp.svc.x',
      'robot7',
      'robot',
      'a-bot-b',
      'ФСБ.Робот',
    ]);
    expect(persons('*svc*', 'robot')).toEqual(['i.ivanov', 'robot7', 'a-bot-b', 'ФСБ.Робот']);
    expect(persons('*.робот', 'a*bot*b', 'svc*svc')).not.toContain('ФСБ.Робот');
    expect(persons('a*bot*b')).not.toContain('a-bot-b');
    expect(persons('svc*svc')).toContain('svc');
    expect(persons('*')).toEqual([]);
  });

  it('treats all other characters of a pattern as they are', () => {
    expect(persons('svc?erp', 'svc.+', 'rob[o]t')).toEqual(names);
  });

  it('are not looked for without a pattern', () => {
    expect(find(keys, 'person', { serviceAccounts: [] })).toMatchObject({ state: 'off', tokens: [] });
  });

  it('fault 203: are found at once for a pattern with very many placeholders', () => {
    const username = 'a'.repeat(2_000);
    const many = Array.from({ length: 200 }, (_, place) => key(`k${place}`, { username: `${username}${place}` }));
    expect(find(many, 'person', { serviceAccounts: [`${'a*'.repeat(49)}x`] }).tokens).toHaveLength(200);
    expect(find(many, 'person', { serviceAccounts: [`${'a*'.repeat(49)}9`] }).tokens).toHaveLength(180);
  });
});

describe('several valid keys of an account', () => {
  const keys = [
    key('short', { username: 'svc.a', expirationDate: day(5) }),
    key('single', { username: 'svc.b' }),
    key('long', { username: 'svc.a', expirationDate: day(60) }),
    key('gone', { username: 'svc.b', expirationDate: day(-1) }),
    key('middle', { username: 'svc.a', expirationDate: day(30) }),
    key('x1', { username: 'svc.c', expirationDate: day(1) }),
    key('x2', { username: 'svc.c', expirationDate: day(2) }),
  ];

  it('are listed by account, the longest first', () => {
    expect(find(keys, 'several').tokens).toEqual(['x2', 'x1', 'long', 'middle', 'short']);
    expect(find(keys, 'several', { maxValidKeys: 2 }).tokens).toEqual(['long', 'middle', 'short']);
    expect(find(keys, 'several', { maxValidKeys: null })).toMatchObject({ state: 'off', tokens: [] });
  });

  it('can be reduced to those that last longest', () => {
    const found = findingsOf(keys, DEFAULT_POLICY, FACTS)[FINDINGS.indexOf('several')]?.keys ?? [];
    expect(tokensOf(spareKeys(found, 1))).toEqual(['x1', 'middle', 'short']);
    expect(tokensOf(spareKeys(found, 2))).toEqual(['short']);
  });
});

describe('ages', () => {
  it('counts a key as old only after the permitted days', () => {
    const keys = [key('old', { creationDate: day(-90.001) }), key('just', { creationDate: day(-90) })];
    expect(find(keys, 'old').tokens).toEqual(['old']);
    expect(find(keys, 'old', { maxAgeDays: 89 }).tokens).toEqual(['old', 'just']);
    expect(find(keys, 'old', { maxAgeDays: null })).toMatchObject({ state: 'off', tokens: [] });
  });

  it('does not count a key as old once it has expired', () => {
    expect(find([key('old', { creationDate: day(-900), expirationDate: day(0) })], 'old').tokens).toEqual([]);
  });

  it('compares full days from creation to expiry, so that a key for a year may expire at the next midnight', () => {
    const keys = [
      key('year', { creationDate: '2026-11-20T08:00:00Z', expirationDate: '2027-11-20T21:00:00Z' }),
      key('more', { creationDate: '2026-11-20T08:00:00Z', expirationDate: '2027-11-21T08:00:00Z' }),
    ];
    expect(find(keys, 'longLived').tokens).toEqual(['more']);
    expect(find(keys, 'longLived', { maxLifetimeDays: null })).toMatchObject({ state: 'off', tokens: [] });
    expect(lifetimeDays(Date.parse('2024-02-28T00:00:00Z'), Date.parse('2024-03-01T00:00:00Z'))).toBe(2);
  });

  it('finds keys that expired long ago, also of accounts that may not use the API', () => {
    const keys = [
      key('recent', { expirationDate: day(-89.9) }),
      key('left', { expirationDate: day(-90) }),
      key('archived', { expirationDate: day(-400), accountProblem: 'archived' }),
    ];
    expect(find(keys, 'expired').tokens).toEqual(['archived', 'left']);
    expect(find(keys, 'expired', { expiredDays: null })).toMatchObject({ state: 'off', tokens: [] });
  });
});

describe('use', () => {
  const aged = (name: string, lastUsedDate: string | null, creationDate = day(-200)) =>
    key(name, { lastUsedDate, creationDate });

  it('is judged by key where the installation reports it', () => {
    const keys = [
      aged('fresh', day(-44.9)),
      aged('stale', day(-45)),
      aged('never', null),
      aged('young', null, day(-44)),
      key('expired', { lastUsedDate: day(-100), expirationDate: day(-1) }),
    ];
    expect(find(keys, 'unused')).toMatchObject({ state: 'checked', unknown: 0, tokens: ['stale', 'never'] });
    expect(find(keys, 'unused', { unusedDays: null })).toMatchObject({ state: 'off', unknown: 0, tokens: [] });
  });

  it('fault 201: is unknown where the installation reports none, and nothing is proposed', () => {
    const keys = [aged('one', null), aged('two', null)];
    expect(find(keys, 'unused')).toMatchObject({ state: 'unknown', unknown: 2, tokens: [] });
    expect(find([...keys, aged('young', null, day(-3))], 'unused')).toMatchObject({ state: 'partly', unknown: 2 });
  });

  it('is judged by account from the logs of the installation if these cover the whole time', () => {
    const keys = [aged('a', null), aged('b', null), aged('c', null)];
    const calls = (from: number, to: number): LoggedCalls => ({
      from: NOW + from * DAY_MS,
      to: NOW + to * DAY_MS,
      isComplete: true,
      lastCallOf: (username) =>
        ({ 'svc.a': NOW - DAY_MS, 'svc.b': NOW - 60 * DAY_MS })[username] ?? Number.NEGATIVE_INFINITY,
    });
    expect(find(keys, 'unused', {}, { calls: calls(-70, -1) })).toMatchObject({ state: 'checked', tokens: ['b', 'c'] });
    const incomplete = { ...calls(-70, -1), isComplete: false };
    expect(find(keys, 'unused', {}, { calls: incomplete })).toMatchObject({ state: 'partly', unknown: 2, tokens: [] });
    // Calls that are in the logs happened, but others may be missing.
    const partly = { state: 'partly', unknown: 2, tokens: [] };
    expect(find(keys, 'unused', {}, { calls: calls(-20, -1) })).toMatchObject(partly);
    expect(find(keys, 'unused', {}, { calls: calls(-70, -5) })).toMatchObject(partly);
  });
});

it('finds keys that KeyDesk disabled long ago unless somebody has changed them since', () => {
  const at = day(-40);
  const keys = [
    key('disabled', { expirationDate: at }),
    key('changed', { expirationDate: day(-41) }),
    key('restored', { expirationDate: day(40) }),
    key('recent', { expirationDate: day(-2) }),
    key('other', { expirationDate: at }),
  ];
  const disabledAt = new Map([
    ...['disabled', 'changed', 'restored'].map((token) => [token, Date.parse(at)] as const),
    ['recent', NOW - 2 * DAY_MS] as const,
  ]);
  expect(find(keys, 'disabled', {}, { disabledAt }).tokens).toEqual(['disabled']);
  expect(find(keys, 'disabled', { disabledDays: 2 }, { disabledAt }).tokens).toEqual(['disabled', 'recent']);
  expect(find(keys, 'disabled', { disabledDays: null }, { disabledAt })).toMatchObject({ state: 'off', tokens: [] });
});

it('judges a long list of keys that belong to few accounts', () => {
  const count = 50_000;
  const keys = Array.from({ length: count }, (_, place) =>
    key(`k${place}`, {
      username: `user.${place % 1_000}`,
      creationDate: day(-(place % 700)),
      expirationDate: day((place % 900) - 300),
      lastUsedDate: place % 3 === 0 ? null : day(-(place % 99)),
    }),
  );
  const findings = findingsOf(keys, DEFAULT_POLICY, FACTS);
  expect(findings[FINDINGS.indexOf('several')]?.keys.length).toBe(
    keys.filter(({ expirationDate }) => Date.parse(expirationDate) > NOW).length,
  );
});
