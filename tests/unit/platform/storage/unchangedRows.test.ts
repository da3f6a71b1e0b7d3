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
  const read = vi.fn(() => promise);
  commits.version.mockReturnValue(3);
  const slow = rows.find('name', read);
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
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

test('requests of the same turn of the event loop ask once, after the last of them', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 10);
  await rows.find('name', async () => row('before'));
  commits.version.mockClear();
  const first = rows.find('name', async () => row('after'));
  expect(commits.version).not.toHaveBeenCalled();
  commits.version.mockReturnValue(7);
  const found = await Promise.all([
    first,
    rows.find('name', async () => row('after')),
    rows.find('other', async () => row('other')),
  ]);
  expect(found).toEqual([row('after'), row('after'), row('other')]);
  expect(commits.version).toHaveBeenCalledTimes(1);
  await rows.find('name', async () => row('later'));
  expect(commits.version).toHaveBeenCalledTimes(2);
});

test('each request that waits for a version gets its error, and the next one asks again', async () => {
  const rows = new UnchangedRows<{ value: string }>(commits, 10);
  commits.version.mockImplementationOnce(() => {
    throw new Error('The disk is failing.');
  });
  const waiting = ['a', 'b'].map((name) => rows.find(name, async () => row(name)));
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await rows.find('a', async () => row('a'))).toEqual(row('a'));
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
