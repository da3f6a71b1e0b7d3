import { describe, expect, it } from 'vitest';
import { absentSince, summarizeAbsence } from '../../../../shared/model/absence.ts';
import type { AdoptedKey } from '../../../../shared/model/adoptedKey.ts';
import { countExpiring } from '../../../../shared/model/expiringKeys.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { settingsSchema } from '../../../../shared/model/settings.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

describe('absentSince', () => {
  it('is the time when KeyDesk was last seen, if that is more than a day ago', () => {
    expect(absentSince(inDays(-3), NOW)).toBe(NOW - 3 * DAY_MS);
    expect(absentSince(new Date(NOW - DAY_MS - 1).toISOString(), NOW)).toBe(NOW - DAY_MS - 1);
    expect(absentSince(new Date(NOW - DAY_MS).toISOString(), NOW)).toBeNull();
    expect(absentSince(null, NOW)).toBeNull();
  });

  it('is unknown after the clock was set back, or jumped by years', () => {
    expect(absentSince(inDays(1), NOW)).toBeNull();
    expect(absentSince(inDays(40_000), NOW)).toBeNull();
    expect(absentSince(inDays(-800), NOW)).toBeNull();
    expect(absentSince('1970-01-01T00:00:00.000Z', NOW)).toBeNull();
    expect(absentSince('nonsense', NOW)).toBeNull();
  });

  it.each([undefined, 'yesterday', 17, {}, '2026-13-01T00:00:00Z'])(
    'a damaged setting is dropped: %j',
    (lastSeenAt) => {
      const settings = {
        schemaVersion: 1,
        preferences: { language: 'en', theme: 'dark' },
        connections: [],
        activeConnectionId: null,
        lastSeenAt,
      };
      expect(settingsSchema.parse(settings)).toMatchObject({ lastSeenAt: null, preferences: { language: 'en' } });
    },
  );
});

describe('summarizeAbsence', () => {
  const SINCE = NOW - 5 * DAY_MS;
  let lastNumber = 0;
  const keyOf = (account: string, days: number, change: Partial<AuthenticationKey> = {}): AuthenticationKey => {
    lastNumber += 1;
    const id = `authkey.${lastNumber}`;
    return sampleKey({ id, token: `token${lastNumber}`, accountId: account, expirationDate: inDays(days), ...change });
  };
  const adoptedKey = (token: string, days: number | null): AdoptedKey => ({
    token,
    label: 'Partner',
    expirationDate: days === null ? null : inDays(days),
  });
  const summary = (
    listed: readonly AuthenticationKey[],
    adopted: readonly AdoptedKey[] = [],
    rotating = new Set<string>(),
  ) => summarizeAbsence({ listed, adopted, rotating }, SINCE, NOW);

  it('counts the keys that have expired since, and the accounts that lost their last valid key by that', () => {
    const keys = [keyOf('a', -2), keyOf('b', -1), keyOf('b', 300), keyOf('c', -6), keyOf('c', -4), keyOf('d', -90)];
    expect(summary(keys)).toEqual({ expired: 3, expiring: 0, lost: 2 });
    expect(summary([])).toEqual({ expired: 0, expiring: 0, lost: 0 });
  });

  it('counts a key that expires at either end of the absence once over two absences', () => {
    const [first, last] = [keyOf('a', -5), keyOf('b', 0)];
    expect(summary([first, last])).toMatchObject({ expired: 1, lost: 1 });
    expect(
      summarizeAbsence({ listed: [first, last], adopted: [], rotating: new Set() }, SINCE - DAY_MS, SINCE),
    ).toMatchObject({
      expired: 1,
      lost: 1,
    });
  });

  it('leaves out accounts that may not use the API, and a key that is not valid yet does not save an account', () => {
    expect(summary([keyOf('a', -2, { accountProblem: 'archived' })])).toEqual({ expired: 0, expiring: 0, lost: 0 });
    const early = keyOf('b', 300, { creationDate: inDays(10) });
    expect(summary([keyOf('b', -2), early])).toEqual({ expired: 1, expiring: 0, lost: 1 });
  });

  it('counts the keys that expire soon like the badge, and keys known by token and secret only', () => {
    const rotated = keyOf('a', 3);
    const keys = [rotated, keyOf('b', 4), keyOf('c', 5), keyOf('c', 200)];
    const adopted = [adoptedKey('ffff', 6), adoptedKey('eeee', -1), adoptedKey('dddd', null), adoptedKey('cccc', -9)];
    const rotating = new Set([rotated.token]);
    expect(summary(keys, adopted, rotating)).toEqual({ expired: 1, expiring: 2, lost: 0 });
    expect(countExpiring(keys, adopted, NOW, rotating).unreplaced).toBe(2);
    expect(summary(keys, [adoptedKey(keys[1]?.token ?? '', 4)], rotating)).toMatchObject({ expiring: 1 });
  });
});
