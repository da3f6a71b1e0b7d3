import { describe, expect, it } from 'vitest';
import {
  querySuggestions,
  withSuggestion,
} from '../../../../../../../renderer/features/keys/search/query/querySuggestions.ts';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import { NOW, sampleKey } from '../../sampleKey.ts';

const columns = searchColumns([
  sampleKey(),
  sampleKey({ id: 'authkey.2' }),
  sampleKey({
    id: 'authkey.3',
    accountId: 'account.2',
    username: 'a bobrov',
    fullName: 'Бобров А. С.',
    systemRoles: ['Auditor'],
  }),
  sampleKey({ id: 'authkey.4', accountId: 'account.3', username: 'odd"name', fullName: 'Odd' }),
]);
const suggest = (text: string, caret = text.length) => querySuggestions(text, caret, columns, NOW);
const offered = (text: string, caret?: number) => suggest(text, caret).options.map(({ insert }) => insert);
const chosen = (text: string, index: number, caret?: number) => {
  const suggestions = suggest(text, caret);
  const option = suggestions.options[index];
  return option && withSuggestion(text, suggestions, option);
};

describe('querySuggestions', () => {
  it('offers nothing before a letter is typed, in a phrase and for words', () => {
    for (const text of ['', ' ', 'erp ', '"sta', 'erp', '-', 'nonsense:']) {
      expect(offered(text), text).toEqual([]);
    }
  });

  it('offers fields at the start of a word, negated ones too', () => {
    expect(offered('s')).toEqual(['status:']);
    expect(offered('erp -R')).toEqual(['role:']);
    expect(offered('x c y', 3)).toEqual(['created:']);
  });

  it('offers the statuses that are not finished, each after a comma again', () => {
    expect(offered('status:')).toEqual(['valid', 'expiring', 'expired', 'archived', 'deactivated', 'nopermission']);
    expect(offered('status:EX')).toEqual(['expiring', 'expired']);
    expect(offered('status:valid,d')).toEqual(['archived', 'deactivated']);
    expect(offered('status:inact')).toEqual(['deactivated']);
    expect(offered('status:valid')).toEqual([]);
  });

  it('offers examples of dates', () => {
    expect(offered('expires:')).toEqual(['<30d', '>1y', '2026-11']);
    expect(offered('used:n')).toEqual(['never']);
    expect(offered('created:>')).toEqual(['>1y', '>=2026-11-01']);
  });

  it('offers accounts by part of a name, each once, as they have to be typed', () => {
    expect(offered('account:')).toEqual(['svc.erp', '"a bobrov"', 'account.3']);
    expect(offered('account:"БОБ')).toEqual(['"a bobrov"']);
    expect(offered('role:a')).toEqual(['"API integrations"', 'Auditor']);
  });

  it('offers eight accounts at most', () => {
    const many = searchColumns(Array.from({ length: 20 }, (_, index) => sampleKey({ accountId: `account.${index}` })));
    expect(querySuggestions('account:', 8, many, NOW).options).toHaveLength(8);
  });
});

describe('withSuggestion', () => {
  it('finishes the word at the caret', () => {
    expect(chosen('erp st', 0)).toEqual({ text: 'erp status:', caret: 11 });
    expect(chosen('erp -status:ex x', 1, 14)).toEqual({ text: 'erp -status:expired x', caret: 19 });
    expect(chosen('status:valid,ex', 0)).toEqual({ text: 'status:valid,expiring ', caret: 22 });
    expect(chosen('account:"БОБ', 0)).toEqual({ text: 'account:"a bobrov" ', caret: 19 });
  });
});
