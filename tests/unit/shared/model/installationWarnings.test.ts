import { describe, expect, it } from 'vitest';
import type { ConnectionSummary } from '../../../../shared/model/connection.ts';
import type { InstallationFacts } from '../../../../shared/model/installationFacts.ts';
import { installationWarnings, PASSWORD_WARNING_DAYS } from '../../../../shared/model/installationWarnings.ts';
import { PUBLISHED_FIXES } from '../../../../shared/model/publishedFixes.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

const connection = (id: string, change: Partial<ConnectionSummary> = {}): ConnectionSummary => ({
  id,
  kind: 'installation',
  name: id,
  address: `https://${id}.example`,
  servicePath: '/service',
  color: 'blue',
  environment: 'other',
  signIn: 'password',
  username: 'admin',
  token: '',
  certificates: [],
  isPlainHttpToAnotherMachine: false,
  passwordLocation: 'keychain',
  keepsKeySecrets: false,
  clockOffsetMs: null,
  ...change,
});
const facts = (change: Partial<InstallationFacts> = {}): InstallationFacts => ({
  readAt: NOW,
  version: null,
  timeZone: null,
  reportedTimeZone: null,
  databaseId: null,
  clockDifferenceMs: null,
  account: { timeZone: null, passwordExpiresAt: null },
  ...change,
});
const expiring = (passwordExpiresAt: number) => facts({ account: { timeZone: null, passwordExpiresAt } });

const one = connection('one');
const other = connection('other');
const warningsOf = (
  own: ConnectionSummary,
  all: readonly ConnectionSummary[],
  known: Record<string, InstallationFacts>,
) => installationWarnings(own, all, known, NOW);

describe('warnings about an installation', () => {
  it('are none without facts, also of a connection named like a property', () => {
    expect(warningsOf(one, [one], {})).toEqual([]);
    expect(warningsOf(one, [one], { one: facts() })).toEqual([]);
    const odd = connection('toString');
    expect(warningsOf(odd, [odd], {})).toEqual([]);
  });

  it('name the connections to other addresses with the same database', () => {
    const third = connection('third');
    const known = {
      one: facts({ databaseId: 'DB-1' }),
      other: facts({ databaseId: 'db-1' }),
      third: facts({ databaseId: 'db-2' }),
    };
    const all = [one, other, third];
    expect(warningsOf(one, all, known)).toEqual([{ kind: 'sameDatabase', databaseId: 'DB-1', others: [other] }]);
    expect(warningsOf(other, all, known)).toEqual([{ kind: 'sameDatabase', databaseId: 'db-1', others: [one] }]);
    expect(warningsOf(third, all, known)).toEqual([]);
  });

  it('do not concern two accounts of one address, the sample platform, or ids that name nothing', () => {
    const same = connection('same', { address: one.address });
    const sample = connection('sample', { kind: 'sample', address: '' });
    const known = {
      one: facts({ databaseId: 'db' }),
      same: facts({ databaseId: 'db' }),
      sample: facts({ databaseId: 'db' }),
    };
    for (const own of [one, same, sample]) {
      expect(warningsOf(own, [one, same, sample], known)).toEqual([]);
    }
    for (const databaseId of [
      '00000000-0000-0000-0000-000000000000',
      '{00000000-0000-0000-0000-000000000000}',
      '0',
      '-',
    ]) {
      const empty = { one: facts({ databaseId }), other: facts({ databaseId }) };
      expect(warningsOf(one, [one, other], empty)).toEqual([]);
    }
  });

  it.each([
    [PASSWORD_WARNING_DAYS * DAY_MS + 1, null],
    [PASSWORD_WARNING_DAYS * DAY_MS, 'passwordExpires'],
    [1, 'passwordExpires'],
    [0, 'passwordExpired'],
    [-400 * DAY_MS, 'passwordExpired'],
  ] as const)('say when the password of the account ends: in %i ms', (distance, kind) => {
    const expected = kind === null ? [] : [{ kind, expiresAt: NOW + distance }];
    expect(warningsOf(one, [one], { one: expiring(NOW + distance) })).toEqual(expected);
    const withKey = connection('one', { signIn: 'key' });
    expect(warningsOf(withKey, [withKey], { one: expiring(NOW + distance) })).toEqual([]);
  });

  it('say that the vendor has published fixes, and come with the most urgent first', () => {
    const known = {
      one: { ...expiring(NOW + DAY_MS), version: '4.7.3084.0', databaseId: 'db' },
      other: facts({ databaseId: 'db', version: '6.0.1.0' }),
    };
    const warnings = warningsOf(one, [one, other], known);
    expect(warnings.map(({ kind }) => kind)).toEqual(['passwordExpires', 'fixMissing', 'sameDatabase']);
    expect(warnings[1]).toEqual({ kind: 'fixMissing', version: '4.7.3084.0', fix: PUBLISHED_FIXES[0] });
    expect(warningsOf(other, [other], known)).toEqual([]);
  });
});
