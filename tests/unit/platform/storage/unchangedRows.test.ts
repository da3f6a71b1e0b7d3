import { expect, test, vi } from 'vitest';
import { UnchangedRows } from '../../../../electron/platform/storage/unchangedRows.ts';

const commits = { version: vi.fn(() => 1), close: () => {} };
const row = (value: string) => ({ value });

test('a row is read once until something is committed', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 10);
  const read = vi.fn(async () => row('first'));
  expect(await rows.find('name', read)).toEqual(row('first'));
  expect(await rows.find('name', read)).toEqual(row('first'));
  expect(read).toHaveBeenCalledTimes(1);
  commits.version.mockReturnValue(2);
  expect(await rows.find('name', async () => row('second'))).toEqual(row('second'));
});

test('a row that was read while something was committed is not kept', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 10);
  const { promise, resolve } = Promise.withResolvers<{ value: string }>();
  commits.version.mockReturnValue(3);
  const slow = rows.find('name', () => promise);
  commits.version.mockReturnValue(4);
  await rows.find('other', async () => row('other'));
  resolve(row('before'));
  expect(await slow).toEqual(row('before'));
  expect(await rows.find('name', async () => row('after'))).toEqual(row('after'));
});

test('the version is asked before a row is read', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 10);
  commits.version.mockReturnValue(5);
  await rows.find('name', async () => {
    commits.version.mockReturnValue(6);
    return row('before');
  });
  expect(await rows.find('name', async () => row('after'))).toEqual(row('after'));
});

test('unknown names are read each time, and old rows make room', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 2);
  const read = vi.fn(async () => null);
  await rows.find('unknown', read);
  await rows.find('unknown', read);
  expect(read).toHaveBeenCalledTimes(2);
  for (const name of ['a', 'b', 'c']) {
    await rows.find(name, async () => row(name));
  }
  expect(await rows.find('a', async () => row('again'))).toEqual(row('again'));
});
