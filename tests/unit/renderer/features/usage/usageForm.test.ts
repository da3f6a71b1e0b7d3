import { expect, it } from 'vitest';
import { shownPath, splitPath } from '../../../../../renderer/features/usage/shownPath.ts';
import {
  exclusionsOf,
  FIRST_FORM,
  LIMITS,
  limitOf,
  limitRange,
  limitsOf,
} from '../../../../../renderer/features/usage/usageForm.ts';
import { DEFAULT_EXCLUSIONS, DEFAULT_SCAN_LIMITS } from '../../../../../shared/model/keyUsage.ts';

it('begins with the default limits and exclusions', () => {
  expect(limitsOf(FIRST_FORM)).toEqual(DEFAULT_SCAN_LIMITS);
  expect(exclusionsOf(FIRST_FORM)).toEqual(DEFAULT_EXCLUSIONS);
});

it.each(LIMITS)('accepts %s within its range only, as a whole number', (limit) => {
  const { min, max } = limitRange(limit);
  expect([min, max].map((value) => limitOf(limit, ` ${value} `))).not.toContain(null);
  for (const text of ['', '-1', '1.5', '1e3', 'many', String(max + 1), ...(min === 0 ? [] : ['0'])]) {
    expect(limitOf(limit, text), text).toBeNull();
  }
});

it('rejects too many patterns and too long ones, and passes over empty lines', () => {
  const form = (exclusions: string) => exclusionsOf({ ...FIRST_FORM, exclusions });
  expect(form('\n *.log \r\n\n')).toEqual(['*.log']);
  expect(form('a\n'.repeat(201))).toBeNull();
  expect(form('a'.repeat(501))).toBeNull();
});

it('shows what is invisible in a path, and splits it', () => {
  expect(shownPath('a\n\u202eb\u0007')).toBe('a\ufffd\ufffdb\ufffd');
  expect(splitPath('a/b/c.txt')).toEqual({ name: 'c.txt', folder: 'a/b' });
  expect(splitPath('a\\b.txt')).toEqual({ name: 'b.txt', folder: 'a' });
  expect(splitPath('c.txt')).toEqual({ name: 'c.txt', folder: '' });
});
