import { describe, expect, it } from 'vitest';
import { statusText } from '../../../../../../renderer/features/keys/table/statusText.ts';
import { rowAfterKey } from '../../../../../../renderer/features/keys/table/useRowFocus.ts';
import { createTranslations } from '../../../../../../renderer/i18n/i18n.ts';
import { shortToken } from '../../../../../../shared/model/shortToken.ts';

it.each([
  ['40572d43a1b2c3d4e5f60718293afb2e', '40572d43…fb2e'],
  // Cutting would not make it shorter.
  ['0123456789abc', '0123456789abc'],
])('the token %s is shortened to %s', (token, short) => {
  expect(shortToken(token)).toBe(short);
});

describe('statusText', () => {
  const { t } = createTranslations('en');

  it('names every status', () => {
    expect(statusText(t, { kind: 'valid' })).toEqual({ label: 'Valid', tone: 'success' });
    expect(statusText(t, { kind: 'expiring', daysLeft: 6 }).label).toBe('Expires in 6 days');
    expect(statusText(t, { kind: 'expired' })).toEqual({ label: 'Expired', tone: 'error' });
    expect(statusText(t, { kind: 'accountProblem', problem: 'archived' }).label).toBe('Account archived');
    expect(statusText(t, { kind: 'accountProblem', problem: 'noPermission' }).label).toBe('No API permission');
  });
});

it.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 0, 0],
  ['PageDown', 15, 19],
  ['PageUp', 15, 5],
  ['Home', 15, 0],
  ['End', 0, 19],
  ['a', 3, null],
])('%s leads from row %i of 20 to row %s', (key, from, to) => {
  expect(rowAfterKey(key, from, 20)).toBe(to);
});
