import { expect, test } from 'vitest';
import { chooseSchema, type DatabaseFacts } from '../../../../electron/platform/storage/postgres/inspectDatabase.ts';

const facts: DatabaseFacts = {
  versionNumber: 150_018,
  serverEncoding: 'UTF8',
  clientEncoding: 'UTF8',
  database: 'keys',
  role: 'kd',
  searchPath: '"$user", public',
  schema: 'public',
  platformSchema: null,
  foreignTable: null,
};

test('an empty schema is used, and one with the platform, wherever it is in the search path', () => {
  expect(chooseSchema(facts)).toBe('public');
  expect(chooseSchema({ ...facts, schema: 'kd', platformSchema: 'public', foreignTable: 'other' })).toBe('public');
});

test.each<[string, Partial<DatabaseFacts>, string]>([
  [
    'an old server',
    { versionNumber: 100_023 },
    'The server is PostgreSQL 10. The platform requires version 11 or later',
  ],
  ['an ancient server', { versionNumber: 90_624 }, 'The server is PostgreSQL 9.'],
  ['another encoding', { serverEncoding: 'WIN1251' }, 'has the encoding WIN1251'],
  ['another encoding with a platform', { serverEncoding: 'LATIN1', platformSchema: 'public' }, 'the encoding LATIN1'],
  ['a connection with another encoding', { clientEncoding: 'WIN1251' }, 'has the encoding WIN1251 instead of UTF8'],
  ['no schema', { schema: null, searchPath: 'nope' }, 'No schema of the search path nope exists'],
  ['a foreign table', { foreignTable: 'orders' }, 'contains "orders", which belongs to something else'],
])('%s is rejected', (_name, change, text) => {
  const choose = () => chooseSchema({ ...facts, ...change });
  expect(choose).toThrow(text);
  expect(choose).toThrow('Nothing was changed.');
});
