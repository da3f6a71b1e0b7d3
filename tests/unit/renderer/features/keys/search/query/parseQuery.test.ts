import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../../../renderer/features/keys/search/query/parseQuery.ts';

const conditions = (text: string) => parseQuery(text).terms.map(({ condition }) => condition);

describe('words and phrases', () => {
  it('are cut at white space of any kind and compared in lower case', () => {
    expect(conditions('  ERP\tБОБРОВ\u00a0x ')).toEqual([
      { field: 'text', text: 'erp' },
      { field: 'text', text: 'бобров' },
      { field: 'text', text: 'x' },
    ]);
  });

  it('keep together what stands in quotes, to the end where the quote is not closed', () => {
    expect(conditions('"ERP connector" "a b')).toEqual([
      { field: 'text', text: 'erp connector' },
      { field: 'text', text: 'a b' },
    ]);
    expect(parseQuery('"a b').errors).toEqual([]);
    expect(parseQuery('""  "').terms).toEqual([]);
  });

  it('are negated by a hyphen in front; a hyphen inside or alone is text', () => {
    expect(
      parseQuery('-erp -"a b" svc-erp - x').terms.map(({ isNegated, condition }) => [isNegated, condition]),
    ).toEqual([
      [true, { field: 'text', text: 'erp' }],
      [true, { field: 'text', text: 'a b' }],
      [false, { field: 'text', text: 'svc-erp' }],
      [false, { field: 'text', text: '-' }],
      [false, { field: 'text', text: 'x' }],
    ]);
  });

  it('may look like patterns, addresses and times', () => {
    for (const text of ['.*', '(a|b)', '[a-z]+:x', '\\d{3}', 'https://erp.example:8443/a', '12:30', ':', '$^']) {
      expect(parseQuery(text)).toMatchObject({ terms: [{ condition: { field: 'text', text } }], errors: [] });
    }
  });
});

describe('terms', () => {
  it('name their field in any letter case, and know their place', () => {
    expect(parseQuery('x -Status:EXPIRED,valid')).toEqual({
      terms: [
        { start: 0, end: 1, isNegated: false, condition: { field: 'text', text: 'x' } },
        { start: 2, end: 23, isNegated: true, condition: { field: 'status', statuses: ['valid', 'expired'] } },
      ],
      errors: [],
    });
  });

  it('take values in quotes', () => {
    expect(conditions('account:"ERP connector" role:"API')).toEqual([
      { field: 'account', text: 'erp connector' },
      { field: 'role', text: 'api' },
    ]);
    expect(conditions('token:40572D43')).toEqual([{ field: 'token', text: '40572d43' }]);
  });

  it('ignore a comma after which nothing was typed yet', () => {
    expect(conditions('status:expired,')).toEqual([{ field: 'status', statuses: ['expired'] }]);
  });
});

describe('errors', () => {
  it('report an unknown field, its position and the intended field', () => {
    expect(parseQuery('erp stauts:expired')).toEqual({
      terms: [{ start: 0, end: 3, isNegated: false, condition: { field: 'text', text: 'erp' } }],
      errors: [{ start: 4, end: 18, code: 'unknownField', name: 'stauts', nearest: 'status' }],
    });
  });

  it.each([
    ['exp', 'expires'],
    ['expire', 'expires'],
    ['Acount', 'account'],
    ['roles', 'role'],
    ['user', 'account'],
    ['constructor', null],
    ['статус', null],
    ['zzzzzz', null],
  ])('suggest the field for %s', (name, nearest) => {
    expect(parseQuery(`${name}:x`).errors).toMatchObject([{ code: 'unknownField', nearest }]);
  });

  it('report an invalid value, a missing one and an invalid date', () => {
    expect(parseQuery('status:valid,gone role: used:soon -expires:2026-02-30').errors).toEqual([
      { start: 0, end: 17, code: 'badValue', field: 'status', value: 'gone' },
      { start: 18, end: 23, code: 'valueMissing', field: 'role' },
      { start: 24, end: 33, code: 'badDate', field: 'used', value: 'soon' },
      { start: 34, end: 53, code: 'badDate', field: 'expires', value: '2026-02-30' },
    ]);
    expect(parseQuery('status:,, account:""').errors.map(({ code }) => code)).toEqual(['valueMissing', 'valueMissing']);
  });

  it('never know "never" for a moment that every key has', () => {
    expect(parseQuery('expires:never').errors).toMatchObject([{ code: 'badDate' }]);
    expect(conditions('used:NEVER')).toEqual([{ field: 'used', test: { kind: 'never' } }]);
  });
});
