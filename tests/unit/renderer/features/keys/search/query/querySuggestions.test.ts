import { describe, expect, it } from 'vitest';
import {
  querySuggestions,
  withSuggestion,
} from '../../../../../../../renderer/features/keys/search/query/querySuggestions.ts';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import type { Language } from '../../../../../../../shared/model/language.ts';
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
const suggest = (text: string, caret = text.length, language: Language = 'en') =>
  querySuggestions(text, caret, { columns, language, now: NOW });
const offered = (text: string, caret?: number) => suggest(text, caret).options.map(({ insert }) => insert);
const offeredInRussian = (text: string) => suggest(text, text.length, 'ru').options.map(({ insert }) => insert);
const chosen = (text: string, index: number, caret?: number) => {
  const suggestions = suggest(text, caret);
  const option = suggestions.options[index];
  return option && withSuggestion(text, suggestions, option);
};

describe('querySuggestions', () => {
  it('offers frequent questions for an empty search', () => {
    expect(offered('')).toEqual([
      'expires:<30d',
      'expires:2026-12',
      'used:never',
      'used:>90d',
      'status:',
      'account:',
      'role:',
    ]);
    expect(chosen('  ', 1)).toEqual({ text: 'expires:2026-12 ', caret: 16 });
  });

  it('offers nothing before a letter is typed, in a phrase and for words', () => {
    for (const text of ['erp ', '"sta', '«sta', 'erp', '-', 'nonsense:']) {
      expect(offered(text), text).toEqual([]);
    }
  });

  it('offers the field of the last call once access logs were read', () => {
    const known = searchColumns([sampleKey()], undefined, () => null);
    const options = (text: string) =>
      querySuggestions(text, text.length, { columns: known, language: 'en', now: NOW }).options.map(
        ({ insert }) => insert,
      );
    expect(options('se')).toEqual(['seen:']);
    expect(options('seen:n')).toEqual(['never']);
    expect(offered('se')).toEqual([]);
  });

  it('offers fields at the start of a word, negated ones too', () => {
    expect(offered('s')).toEqual(['status:']);
    expect(offered('erp -R')).toEqual(['role:']);
    expect(offered('x c y', 3)).toEqual(['created:']);
  });

  it('writes the words of the window, and understands both languages and keyboard layouts', () => {
    expect(offered('ист')).toEqual(['expires:']);
    expect(offered('ыеф')).toEqual(['status:']);
    expect(offered('статус:ист')).toEqual(['expiring', 'expired']);
    expect(offeredInRussian('и')).toEqual(['истекает:', 'использован:']);
    expect(offeredInRussian('stat')).toEqual(['статус:']);
    expect(offeredInRussian('cnfn')).toEqual(['статус:']);
    expect(offeredInRussian('статус:')).toEqual([
      'действует',
      'истекает',
      'истёк',
      'архив',
      'выключен',
      'нетправа',
      'беззамены',
      'заменяется',
    ]);
    expect(offeredInRussian('status:ис')).toEqual(['истекает', 'истёк']);
    expect(offeredInRussian('истекает:')).toEqual(['<30д', '11.2026', '12.2026', '>1г']);
    expect(offeredInRussian('создан:>')).toEqual(['>1г', '>=01.11.2026']);
    expect(offeredInRussian('использован:н')).toEqual(['никогда']);
    expect(offeredInRussian('').slice(0, 2)).toEqual(['истекает:<30д', 'истекает:12.2026']);
  });

  it('offers the statuses that are not finished, each after a comma again', () => {
    expect(offered('status:')).toEqual([
      'valid',
      'expiring',
      'expired',
      'archived',
      'deactivated',
      'nopermission',
      'unreplaced',
      'rotating',
    ]);
    expect(offered('status:EX')).toEqual(['expiring', 'expired']);
    expect(offered('status:valid,d')).toEqual(['archived', 'deactivated']);
    expect(offered('status:inact')).toEqual(['deactivated']);
    expect(offered('status:valid')).toEqual([]);
  });

  it('offers examples of dates', () => {
    expect(offered('expires:')).toEqual(['<30d', '2026-11', '2026-12', '>1y']);
    expect(offered('used:n')).toEqual(['never']);
    expect(offered('created:>')).toEqual(['>1y', '>=2026-11-01']);
  });

  it('offers accounts by part of a name, each once, as they have to be typed', () => {
    expect(offered('account:')).toEqual(['svc.erp', '"a bobrov"', 'account.3']);
    expect(offered('account:"БОБ')).toEqual(['"a bobrov"']);
    expect(offered('account:"а бобров')).toEqual(['"a bobrov"']);
    expect(offered('role:a')).toEqual(['"API integrations"', 'Auditor']);
  });

  it('offers eight accounts at most', () => {
    const many = searchColumns(Array.from({ length: 20 }, (_, index) => sampleKey({ accountId: `account.${index}` })));
    expect(querySuggestions('account:', 8, { columns: many, language: 'en', now: NOW }).options).toHaveLength(8);
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

describe('suggestions from the notes', () => {
  const notes = new Map([
    [sampleKey().token, { owner: 'Anna Ivanova', purpose: 'ERP', ticket: 'SD-1', tags: ['erp', 'Тест'] }],
    ['gone', { owner: 'Boris', purpose: '', ticket: '', tags: ['old'] }],
  ]);
  const source = { columns: searchColumns([sampleKey()], notes), language: 'en', now: NOW } as const;
  const offeredNotes = (text: string) =>
    querySuggestions(text, text.length, source).options.map(({ insert }) => insert);

  it('are the owners, tickets and tags of the listed keys', () => {
    expect(offeredNotes('owner:')).toEqual(['"Anna Ivanova"']);
    expect(offeredNotes('ticket:s')).toEqual(['SD-1']);
    expect(offeredNotes('tag:')).toEqual(['erp', 'Тест']);
    expect(offeredNotes('тег:т')).toEqual(['Тест']);
    expect(offeredNotes('purpose:')).toEqual([]);
  });
});
