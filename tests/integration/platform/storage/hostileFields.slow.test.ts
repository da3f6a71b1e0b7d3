import { expect, test } from 'vitest';
import { checkRows, prepareTarget, readData } from '../hostile/checkRows.ts';
import { hostileFields } from '../hostile/hostileFields.ts';
import { startForTest } from '../platformClient.ts';

test('invalid fields are rejected by name before they reach the database', async () => {
  const failures: unknown[] = [];
  const platform = await startForTest({ reportFailure: (_requestId, error) => failures.push(error) });
  const target = await prepareTarget(platform, 0);
  const before = await readData(target);
  expect(await checkRows(target, hostileFields(target))).toEqual([]);
  expect(failures.map(String)).toEqual([]);
  expect(await readData(target)).toEqual(before);
});
