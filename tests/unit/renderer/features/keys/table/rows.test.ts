import { describe, expect, it } from 'vitest';
import { statusText } from '../../../../../../renderer/features/keys/table/statusText.ts';
import { rowAfterKey } from '../../../../../../renderer/features/keys/table/useRowFocus.ts';
import { createTranslations } from '../../../../../../renderer/i18n/i18n.ts';
import { shortToken } from '../../../../../../shared/model/shortToken.ts';

describe('shortToken', () => {
  it('keeps eight digits at the start and four at the end', () => {
    expect(shortToken('40572d43a1b2c3d4e5f60718293afb2e')).toBe('40572d43…fb2e');
  });

  it('leaves a token alone that cutting would not make shorter', () => {
    expect(shortToken('0123456789abc')).toBe('0123456789abc');
  });
});

describe('statusText', () => {
  const { t } = createTranslations('en');
  const russian = createTranslations('ru').t;

  it('says every status in words', () => {
    expect(statusText(t, { kind: 'valid' })).toEqual({ label: 'Valid', tone: 'success' });
    expect(statusText(t, { kind: 'expired' })).toEqual({ label: 'Expired', tone: 'error' });
    expect(statusText(t, { kind: 'accountProblem', problem: 'disabled' }).label).toBe('Account disabled');
    expect(statusText(t, { kind: 'accountProblem', problem: 'noPermission' }).label).toBe('No API access');
  });

  it('uses the plural forms of both languages', () => {
    expect(statusText(t, { kind: 'expiring', daysLeft: 1 }).label).toBe('Expires in 1 day');
    expect(statusText(t, { kind: 'expiring', daysLeft: 6 }).label).toBe('Expires in 6 days');
    expect([1, 2, 5, 21, 22].map((daysLeft) => statusText(russian, { kind: 'expiring', daysLeft }).label)).toEqual([
      'Ещё 1 день',
      'Ещё 2 дня',
      'Ещё 5 дней',
      'Ещё 21 день',
      'Ещё 22 дня',
    ]);
  });
});

describe('rowAfterKey', () => {
  it('moves by one, by a page and to the ends, and stays inside the list', () => {
    expect(rowAfterKey('ArrowDown', 3, 20)).toBe(4);
    expect(rowAfterKey('ArrowUp', 0, 20)).toBe(0);
    expect(rowAfterKey('PageDown', 15, 20)).toBe(19);
    expect(rowAfterKey('PageUp', 15, 20)).toBe(5);
    expect(rowAfterKey('Home', 15, 20)).toBe(0);
    expect(rowAfterKey('End', 0, 20)).toBe(19);
  });

  it('leaves other keys alone', () => {
    expect(rowAfterKey('a', 3, 20)).toBeNull();
  });
});
