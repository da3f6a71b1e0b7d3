import { describe, expect, it } from 'vitest';
import {
  chosenStatus,
  withoutPart,
  withStatus,
} from '../../../../../../../renderer/features/keys/search/query/editQuery.ts';
import { parseQuery } from '../../../../../../../renderer/features/keys/search/query/parseQuery.ts';

describe('withoutPart', () => {
  it.each([
    ['erp role:api x', 1, 'erp x'],
    ['role:api x', 0, 'x'],
    ['erp  -role:"a b"', 1, 'erp'],
    ['role:api', 0, ''],
  ])('takes a term out of "%s"', (text, index, rest) => {
    const term = parseQuery(text).terms[index];
    expect(term && withoutPart(text, term)).toBe(rest);
  });
});

describe('withStatus', () => {
  it('takes the place of every status, also of those that are not understood', () => {
    expect(withStatus('status:valid erp -Status:expired status: status:nonsense', ['expiring'], 'en')).toBe(
      'erp status:expiring',
    );
    expect(withStatus('erp', ['archived', 'deactivated'], 'en')).toBe('erp status:archived,deactivated');
    expect(withStatus('', ['valid'], 'en')).toBe('status:valid');
  });

  it('removes every status', () => {
    expect(withStatus('status:valid erp "status:valid"', [], 'en')).toBe('erp "status:valid"');
  });

  it('is not swallowed by a quote that is still open', () => {
    expect(withStatus('erp "a b', ['valid'], 'en')).toBe('erp status:valid "a b');
    expect(withStatus('role:"a b', ['valid'], 'en')).toBe('status:valid role:"a b');
  });
});

it('chosenStatus returns a status that a chip can show', () => {
  expect(chosenStatus('erp')).toEqual([]);
  expect(chosenStatus('status:nonsense')).toEqual([]);
  expect(chosenStatus('status:deactivated,archived')).toEqual(['archived', 'deactivated']);
  expect(chosenStatus('status:disabled,inactive')).toEqual(['archived', 'deactivated']);
  expect(chosenStatus('-status:expired')).toBeNull();
  expect(chosenStatus('status:expired status:valid')).toBeNull();
});
