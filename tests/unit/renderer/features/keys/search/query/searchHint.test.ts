import { describe, expect, it } from 'vitest';
import { matchQuery } from '../../../../../../../renderer/features/keys/search/query/matchQuery.ts';
import { parseQuery } from '../../../../../../../renderer/features/keys/search/query/parseQuery.ts';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import { searchHint } from '../../../../../../../renderer/features/keys/search/query/searchHint.ts';
import { listKeys } from '../../../../../../../renderer/features/keys/table/listedKeys.ts';
import { NOW, sampleKey } from '../../sampleKey.ts';

const keys = [
  sampleKey({ username: 'p.sidorov', fullName: 'Сидоров Пётр Павлович', systemRoles: ['Аудит'] }),
  sampleKey({ id: 'authkey.2', accountId: 'account.2', username: '\u0441.ivanov', fullName: 'Svc Ivanov' }),
];
const columns = searchColumns(keys);
const finds = (text: string): boolean => {
  const query = parseQuery(text);
  const found = matchQuery(query, listKeys(keys, NOW), columns, Uint32Array.of(0, 1), NOW);
  return query.errors.length === 0 && query.terms.length > 0 && found.length > 0;
};
const hint = (text: string) => searchHint(text, columns.accounts(), finds);

describe('searchHint', () => {
  it.each([
    ['gtnh', 'петр'],
    ['Gtnh Cbljhjd', 'Петр Сидоров'],
    ['сидоров gtnh', 'сидоров петр'],
    ['з.ышвщкщм', 'p.sidorov'],
    ['account:"gtnh cbljhjd"', 'account:"петр сидоров"'],
    ['роль:felbn', 'роль:аудит'],
    ['-erp gtnh', '-erp петр'],
    ['ыефегыЖvalid', 'status:valid'],
    ['ыефегыЖмфдшв', 'status:valid'],
  ])('of %s, typed in another keyboard layout, is %s', (typed, meant) => {
    expect(hint(typed)).toBe(meant);
  });

  it('replaces letters that only look like those of the name', () => {
    expect(hint('c.ivanov')).toBe('\u0441.ivanov');
    expect(hint('C.IVANOV')).toBe('\u0441.ivanov');
    expect(hint('account:c.ivanov')).toBe('account:\u0441.ivanov');
    expect(hint('\u0440.sid\u043erov')).toBe('p.sidorov');
  });

  it.each(['', 'zzz', 'erp gtnh', 'status:expired gtnh', '"', 'a b c d e f gtnh', 'token:ffff'])(
    'is none for %j, for which no key is found either way',
    (typed) => {
      expect(hint(typed)).toBeNull();
    },
  );

  it('is none for a search that finds keys', () => {
    expect(hint('петр')).toBeNull();
  });
});
