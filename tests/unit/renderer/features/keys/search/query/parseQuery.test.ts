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

  it('may be in typographic quotes, each closed by its own', () => {
    expect(conditions('«ERP connector» “a b” „c d“ „e f” "ООО «Ромашка»" “x')).toEqual(
      ['erp connector', 'a b', 'c d', 'e f', 'ооо "ромашка"', 'x'].map((text) => ({ field: 'text', text })),
    );
    expect(conditions('account:«a b»')).toEqual([{ field: 'account', text: 'a b', words: ['a', 'b'] }]);
  });

  it('are found without the punctuation around them, except in quotes', () => {
    expect(conditions('Сидоров, Пётр (p.sidorov) "(x)"')).toEqual(
      ['сидоров', 'петр', 'p.sidorov', '(x)'].map((text) => ({ field: 'text', text })),
    );
  });

  it('are negated by a hyphen in front; a hyphen inside or alone is text', () => {
    expect(
      parseQuery('–erp -"a b" svc-erp - x').terms.map(({ isNegated, condition }) => [isNegated, condition]),
    ).toEqual([
      [true, { field: 'text', text: 'erp' }],
      [true, { field: 'text', text: 'a b' }],
      [false, { field: 'text', text: 'svc-erp' }],
      [false, { field: 'text', text: '-' }],
      [false, { field: 'text', text: 'x' }],
    ]);
  });

  it('may look like patterns, addresses and times', () => {
    for (const text of ['.*', 'a|(b)x', 'a[a-z]+:x', '\\d{3}', 'https://erp.example:8443/a', '12:30', ':', '$^']) {
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
      { field: 'account', text: 'erp connector', words: ['erp', 'connector'] },
      { field: 'role', text: 'api' },
    ]);
    expect(conditions('token:40572D43')).toEqual([{ field: 'token', text: '40572d43' }]);
  });

  it('are understood in English and Russian in every window', () => {
    expect(conditions('Статус:Истёк состояние:истек,действует статус:valid')).toEqual([
      { field: 'status', statuses: ['expired'] },
      { field: 'status', statuses: ['valid', 'expired'] },
      { field: 'status', statuses: ['valid'] },
    ]);
    expect(conditions('аккаунт:svc роль:api токен:40572d43').map(({ field }) => field)).toEqual([
      'account',
      'role',
      'token',
    ]);
    for (const text of ['истекает:<30д', 'expires:<30 дней', 'срок:<30 d']) {
      expect(conditions(text)).toEqual([
        { field: 'expires', test: { kind: 'near', isInclusive: false, amount: 30, unit: 'd' } },
      ]);
    }
  });

  it('take dates and statuses with spaces, as long as they make sense', () => {
    const places = (text: string) => parseQuery(text).terms.map(({ start, end }) => text.slice(start, end));
    expect(places('erp expires:<30 d svc')).toEqual(['erp', 'expires:<30 d', 'svc']);
    expect(places('expires: 28 марта 2027 г. erp')).toEqual(['expires: 28 марта 2027 г.', 'erp']);
    expect(places('expires:2026 - 2027 -erp')).toEqual(['expires:2026 - 2027', '-erp']);
    expect(places('статус:в архиве erp')).toEqual(['статус:в архиве', 'erp']);
    expect(places('status: valid, expired x')).toEqual(['status: valid, expired', 'x']);
    expect(parseQuery('expires:<30 d').errors).toEqual([]);
    expect(places('account: erp')).toEqual(['erp']);
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
    ['стату', 'status'],
    ['истекат', 'expires'],
    ['логин', 'account'],
    ['ыефегы', 'status'],
    ['hjkm', 'role'],
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

  it('report both readings of a date whose order is not known', () => {
    expect(parseQuery('expires:>03/04/2027').errors).toEqual([
      {
        start: 0,
        end: 19,
        code: 'ambiguousDate',
        field: 'expires',
        value: '>03/04/2027',
        readings: ['2027-04-03', '2027-03-04'],
      },
    ]);
  });

  it('never know "never" for a moment that every key has', () => {
    expect(parseQuery('expires:never').errors).toMatchObject([{ code: 'badDate' }]);
    for (const text of ['used:NEVER', 'использован:никогда']) {
      expect(conditions(text)).toEqual([{ field: 'used', test: { kind: 'never' } }]);
    }
  });
});
