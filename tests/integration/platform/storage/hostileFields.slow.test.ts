import { expect, test } from 'vitest';
import { checkRows, prepareTarget, readData } from '../hostile/checkRows.ts';
import { hostileFields } from '../hostile/hostileFields.ts';
import { startForTest } from '../platformClient.ts';

test('fields that hold what they cannot be are refused by name before the database sees them', async () => {
  const failures: unknown[] = [];
  const platform = await startForTest({ reportFailure: (_requestId, error) => failures.push(error) });
  const target = await prepareTarget(platform, 0);
  const before = await readData(target);
  const rows = hostileFields(target);
  expect(rows.length).toBeGreaterThan(200);
  expect(await checkRows(target, rows)).toEqual([]);
  expect(failures.map(String)).toEqual([]);
  expect(await readData(target)).toEqual(before);
});
