import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { matchQuery } from '../../../../../../../renderer/features/keys/search/query/matchQuery.ts';
import { parseQuery } from '../../../../../../../renderer/features/keys/search/query/parseQuery.ts';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import { listKeys } from '../../../../../../../renderer/features/keys/table/listedKeys.ts';
import type { AuthenticationKey } from '../../../../../../../shared/model/key.ts';
import { type KeyNote, NO_NOTES } from '../../../../../../../shared/model/keyNote.ts';
import { type AccountUse, accountUseFinder } from '../../../../../../../shared/model/lastUse.ts';
import type { Rotation } from '../../../../../../../shared/model/rotation.ts';
import { inDays, NOW, sampleKey } from '../../sampleKey.ts';

beforeEach(() => {
  vi.stubEnv('TZ', 'America/New_York');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const find = (keys: readonly AuthenticationKey[], text: string, now = NOW) =>
  idsAt(keys, matchQuery(parseQuery(text), listKeys(keys, now), searchColumns(keys), placesOf(keys), now));
const idsAt = (keys: readonly AuthenticationKey[], places: Uint32Array) =>
  Array.from(places, (place) => keys[place]?.id);
/** The order in which the keys are given. */
const placesOf = (keys: readonly AuthenticationKey[]) => Uint32Array.from(keys.keys());
const soonAfter = (days: number) => new Date(Date.parse(inDays(days)) + 1).toISOString();

describe('words', () => {
  const keys = [
    sampleKey({ id: 'erp' }),
    sampleKey({ id: 'bobrov', fullName: 'Бобров А. С.', username: 'a.bobrov', accountId: 'account.7' }),
    sampleKey({ id: 'rene', fullName: 'Rene\u0301 (.*)', username: 'rene', token: 'ffff2d43a1b2c3d4e5f60718293a0000' }),
    sampleKey({ id: 'noa', fullName: 'נועה כהן', username: 'ΟΔΟΣΑ' }),
  ];

  it('are all found, in any letter case and order, in full name, user name or token', () => {
    expect(find(keys, 'БОБРОВ')).toEqual(['bobrov']);
    expect(find(keys, 'A.BOB')).toEqual(['bobrov']);
    expect(find(keys, 'FFFF2D rene')).toEqual(['rene']);
    expect(find(keys, 'erp bobrov')).toEqual([]);
    expect(find(keys, '-bobrov -rene')).toEqual(['erp', 'noa']);
  });

  it('are found however their accents are written, and from right to left', () => {
    expect(find(keys, 'ren\u00c9')).toEqual(['rene']);
    expect(find(keys, 'RENE\u0301')).toEqual(['rene']);
    expect(find(keys, 'כהן')).toEqual(['noa']);
    expect(find(keys, '\u0301')).toEqual([]);
    expect(find(keys, 'οδοσ')).toEqual(['noa']);
    expect(find(keys, 'ΟΔΟΣ')).toEqual(['noa']);
  });

  it('are plain text', () => {
    expect(find(keys, '.*')).toEqual(['rene']);
    expect(find(keys, '"(.*)"')).toEqual(['rene']);
    expect(find(keys, '[a-z]')).toEqual([]);
  });

  it('do not go over the border of two fields', () => {
    expect(find(keys, 'connectorsvc')).toEqual([]);
    expect(find(keys, '"connector svc"')).toEqual([]);
    expect(find(keys, '"erp connector"')).toEqual(['erp']);
  });

  it('match every key for an empty search', () => {
    for (const text of ['', '  ', '""', 'nonsense:x', 'status:']) {
      expect(find(keys, text)).toEqual(keys.map(({ id }) => id));
    }
  });

  it('are found only in the given order', () => {
    const order = Uint32Array.from([3, 1, 2, 0]);
    const found = matchQuery(parseQuery('-rene'), listKeys(keys, NOW), searchColumns(keys), order, NOW);
    expect(idsAt(keys, found)).toEqual(['noa', 'bobrov', 'erp']);
  });
});

describe('terms', () => {
  const keys = [
    sampleKey({ id: 'valid' }),
    sampleKey({ id: 'expiring', expirationDate: inDays(30), systemRoles: ['Auditor', 'API integrations'] }),
    sampleKey({ id: 'expired', expirationDate: inDays(0), accountProblem: 'archived' }),
    sampleKey({ id: 'archived', accountProblem: 'archived', systemRoles: [] }),
    sampleKey({
      id: 'deactivated',
      accountProblem: 'deactivated',
      accountId: 'account.12',
      username: '',
      fullName: 'Nobody',
    }),
    sampleKey({ id: 'nopermission', accountProblem: 'noPermission', token: 'ffff2d43a1b2c3d4e5f60718293a0000' }),
  ];

  it('ask for the status that the row shows', () => {
    for (const status of ['valid', 'expiring', 'expired', 'archived', 'deactivated', 'nopermission']) {
      expect(find(keys, `status:${status}`)).toEqual([status]);
    }
    expect(find(keys, 'status:expired,archived')).toEqual(['expired', 'archived']);
    expect(find(keys, '-status:expired,archived -status:valid')).toEqual(['expiring', 'deactivated', 'nopermission']);
  });

  it('ask for expiring keys that need a new one', () => {
    const alone = sampleKey({ id: 'alone', accountId: 'account.9', expirationDate: inDays(3) });
    expect(find([...keys, alone], 'status:unreplaced')).toEqual(['alone']);
    expect(find([...keys, alone], 'статус:беззамены,истёк')).toEqual(['expired', 'alone']);
    expect(find([...keys, alone], 'status:expiring -status:unreplaced')).toEqual(['expiring']);
  });

  it('ask for keys that are being rotated, whatever their status is', () => {
    const rotating = new Map([[keys[5]?.token ?? '', {} as Rotation]]);
    const findRotating = (text: string) =>
      idsAt(
        keys,
        matchQuery(parseQuery(text), listKeys(keys, NOW, NO_NOTES, rotating), searchColumns(keys), placesOf(keys), NOW),
      );
    expect(findRotating('status:rotating')).toEqual(['nopermission']);
    expect(findRotating('состояние:заменяется,истёк')).toEqual(['expired', 'nopermission']);
    expect(findRotating('-status:rotating status:nopermission')).toEqual([]);
  });

  it.each([
    ['disabled', 'archived'],
    ['INACTIVE', 'deactivated'],
    ['off', 'deactivated'],
    ['noright', 'nopermission'],
  ])('understand status:%s, as in filters saved by earlier versions', (former, status) => {
    expect(find(keys, `status:${former}`)).toEqual([status]);
    expect(find(keys, `-status:${former},expired,valid,expiring`)).toEqual(
      find(keys, `-status:${status},expired,valid,expiring`),
    );
  });

  it('ask for an account by part of a name, or by all of its identifier', () => {
    expect(find(keys, 'account:NOBO')).toEqual(['deactivated']);
    expect(find(keys, 'account:Account.12')).toEqual(['deactivated']);
    expect(find(keys, 'account:account.')).toEqual([]);
    expect(find(keys, 'account:40572d43')).toEqual([]);
    expect(find(keys, '-account:svc.erp')).toEqual(['deactivated']);
  });

  it('ask for a role and a token by part of it', () => {
    expect(find(keys, 'role:audit')).toEqual(['expiring']);
    expect(find(keys, '-role:"api int"')).toEqual(['archived']);
    expect(find(keys, 'token:FFFF')).toEqual(['nopermission']);
    expect(find(keys, 'token:svc')).toEqual([]);
  });
});

describe('instants', () => {
  it('expires:<30d is not yet expired and within 30 days, expires:>30d later than that', () => {
    const keys = [
      sampleKey({ id: 'past', expirationDate: inDays(-1) }),
      sampleKey({ id: 'now', expirationDate: inDays(0) }),
      sampleKey({ id: 'soon', expirationDate: soonAfter(0) }),
      sampleKey({ id: 'limit', expirationDate: inDays(30) }),
      sampleKey({ id: 'later', expirationDate: soonAfter(30) }),
    ];
    expect(find(keys, 'expires:<30d')).toEqual(['soon']);
    expect(find(keys, 'expires:<=30d')).toEqual(['soon', 'limit']);
    expect(find(keys, 'expires:>30d')).toEqual(['later']);
    expect(find(keys, 'expires:>=30d')).toEqual(['limit', 'later']);
    expect(find(keys, 'expires:<=720h')).toEqual(find(keys, 'status:expiring'));
  });

  it('created:<30d is within the last 30 days, also by a clock that goes ahead', () => {
    const keys = [
      sampleKey({ id: 'old', creationDate: inDays(-31) }),
      sampleKey({ id: 'limit', creationDate: inDays(-30) }),
      sampleKey({ id: 'young', creationDate: soonAfter(-30) }),
      sampleKey({ id: 'ahead', creationDate: soonAfter(0) }),
    ];
    expect(find(keys, 'created:<30d')).toEqual(['young', 'ahead']);
    expect(find(keys, 'created:<=30d')).toEqual(['limit', 'young', 'ahead']);
    expect(find(keys, 'created:>30d')).toEqual(['old']);
    expect(find(keys, 'created:>=30d')).toEqual(['old', 'limit']);
  });

  it('used: knows keys that were never used, which no span holds', () => {
    const keys = [
      sampleKey({ id: 'never' }),
      sampleKey({ id: 'lately', lastUsedDate: inDays(-1) }),
      sampleKey({ id: 'once', lastUsedDate: inDays(-100) }),
    ];
    expect(find(keys, 'used:never')).toEqual(['never']);
    expect(find(keys, 'used:<2d')).toEqual(['lately']);
    expect(find(keys, 'used:>2d')).toEqual(['once']);
    expect(find(keys, '-used:<2d')).toEqual(['never', 'once']);
    expect(find(keys, 'used:<2030-01-01')).toEqual(['lately', 'once']);
  });

  it('seen: knows the last call of the account, and finds nothing without logs, negated or not', () => {
    const keys = ['lately', 'once', 'rejected', 'absent'].map((id) => sampleKey({ id, username: id }));
    const seen = (text: string, uses: readonly AccountUse[] | null) => {
      const columns = searchColumns(keys, NO_NOTES, uses && accountUseFinder(uses));
      return idsAt(keys, matchQuery(parseQuery(text), listKeys(keys, NOW), columns, placesOf(keys), NOW));
    };
    const use = { calls: 1, rejections: 1, lastRejectionAt: inDays(-1), addresses: [], otherAddresses: 0 };
    const uses = [
      { ...use, username: 'LATELY', lastCallAt: inDays(-1) },
      { ...use, username: 'once', lastCallAt: inDays(-100) },
      { ...use, username: 'rejected', lastCallAt: null },
    ];
    expect(seen('seen:<2d', uses)).toEqual(['lately']);
    expect(seen('вызов:>90д', uses)).toEqual(['once']);
    expect(seen('seen:never', uses)).toEqual(['rejected', 'absent']);
    expect(seen('-seen:<90d', uses)).toEqual(['once', 'rejected', 'absent']);
    expect([seen('seen:never', null), seen('-seen:<90d', null)]).toEqual([[], []]);
  });

  it('months and years follow the calendar', () => {
    const now = Date.parse('2027-02-28T12:00:00.000Z');
    const keys = [
      sampleKey({ id: 'a', expirationDate: '2027-03-28T10:59:59.000Z' }),
      sampleKey({ id: 'b', expirationDate: '2027-03-28T12:00:00.000Z' }),
    ];
    // 07:00 in New York in winter is 11:00 UTC in summer.
    expect(find(keys, 'expires:<1m', now)).toEqual(['a']);
    expect(find(keys, 'expires:<28d', now)).toEqual(['a']);
    expect(find(keys, 'expires:<=28d', now)).toEqual(['a', 'b']);
    expect(find([sampleKey({ expirationDate: '2028-02-28T12:00:00.000Z' })], 'expires:<=1y', now)).toEqual([
      'authkey.1',
    ]);
  });

  it('a day is that of the user, however the instant is written', () => {
    const keys = [
      sampleKey({ id: 'before', expirationDate: '2027-11-07T03:59:59.999Z' }),
      sampleKey({ id: 'first', expirationDate: '2027-11-07T06:00:00+02:00' }),
      sampleKey({ id: 'last', expirationDate: '2027-11-08T04:59:59.999Z' }),
      sampleKey({ id: 'after', expirationDate: '2027-11-08T05:00:00.000Z' }),
    ];
    expect(find(keys, 'expires:2027-11-07')).toEqual(['first', 'last']);
    expect(find(keys, 'expires:<2027-11-07')).toEqual(['before']);
    expect(find(keys, 'expires:>2027-11-07')).toEqual(['after']);
    expect(find(keys, 'expires:2027-11-06..2027-11-07')).toEqual(['before', 'first', 'last']);
    expect(find([sampleKey({ expirationDate: '9999-12-31T23:59:59.999Z' })], 'expires:9999-12-31')).toEqual([
      'authkey.1',
    ]);
  });
});

describe('notes', () => {
  const keys = ['erp', 'crm', 'none'].map((id) => sampleKey({ id, token: id.padEnd(32, '0') }));
  const notes = new Map<string, KeyNote>([
    [
      'erp'.padEnd(32, '0'),
      { owner: 'Анна Ёлкина', purpose: 'Invoices\nevery night', ticket: 'SD-1', tags: ['a b', 'c'] },
    ],
    ['crm'.padEnd(32, '0'), { owner: 'Boris', purpose: '', ticket: 'SD-12', tags: ['Тест'] }],
    ['gone', { owner: 'Anna', purpose: '', ticket: '', tags: ['c'] }],
  ]);
  const columns = searchColumns(keys, notes);
  const findNoted = (text: string) =>
    idsAt(keys, matchQuery(parseQuery(text), listKeys(keys, NOW, notes), columns, placesOf(keys), NOW));

  it('are found by words, each of their texts by its field, in both languages', () => {
    expect(findNoted('елкина invoices')).toEqual(['erp']);
    expect(findNoted('"every night"')).toEqual(['erp']);
    expect(findNoted('тест')).toEqual(['crm']);
    expect(findNoted('owner:АННА')).toEqual(['erp']);
    expect(findNoted('ответственный:boris')).toEqual(['crm']);
    expect(findNoted('владелец:boris')).toEqual(['crm']);
    expect(findNoted('purpose:night')).toEqual(['erp']);
    expect(findNoted('назначение:invoices')).toEqual(['erp']);
    expect(findNoted('ticket:SD-1')).toEqual(['erp', 'crm']);
    expect(findNoted('заявка:sd-12')).toEqual(['crm']);
    expect(findNoted('tag:"a b"')).toEqual(['erp']);
    expect(findNoted('тег:тест')).toEqual(['crm']);
    expect(findNoted('-owner:анна -tag:тест')).toEqual(['none']);
  });

  it('do not mix: a word of another field or across two tags is not found', () => {
    expect(findNoted('owner:night')).toEqual([]);
    expect(findNoted('tag:"b c"')).toEqual([]);
    expect(findNoted('"night sd-1"')).toEqual([]);
  });
});
