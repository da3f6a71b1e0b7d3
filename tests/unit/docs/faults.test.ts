import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFaultTests, readFaultList } from '../../../scripts/faultList.mjs';

const rows = readFaultList();
const tests = findFaultTests();

it('has every row once, in order, each with what KeyDesk does', () => {
  const numbers = rows.map(({ number }) => number);
  const first = Array.from({ length: 27 }, (_, index) => index + 11);
  expect(numbers.slice(0, first.length)).toEqual(first);
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  expect(rows.filter(({ fault, expected, electron }) => [fault, expected, electron].includes(''))).toEqual([]);
});

it.each(rows)('row $number has a test', ({ number }) => {
  expect([...tests].filter(([, named]) => named.has(number))).not.toEqual([]);
});

it('no test names a row that is not there', () => {
  const known = new Set(rows.map(({ number }) => number));
  expect([...tests].flatMap(([file, named]) => [...named].filter((row) => !known.has(row)).map(() => file))).toEqual(
    [],
  );
});

it('docs/fault-tests.md names the files of the tests; npm run docs:written writes it', async () => {
  const lines = rows.map(({ number, fault }) => {
    const files = [...tests].filter(([, named]) => named.has(number)).map(([file]) => `\`${file}\``);
    return `| ${number} | ${fault} | ${files.sort().join(', ')} |`;
  });
  const introduction = 'Written by `npm run docs:written`. The rows are those of [faults.md](faults.md).';
  const document = [
    '# The tests of each fault',
    '',
    introduction,
    '',
    '| row | fault | tests |',
    '| --- | --- | --- |',
    ...lines,
  ];
  await expect(`${document.join('\n')}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../docs/fault-tests.md'),
  );
});
