import { expect, it } from 'vitest';
import { type ChangeKey, changeInSteps, changeKeys } from '../../../../renderer/api/changeInSteps.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';
import { sampleKey } from '../features/keys/sampleKey.ts';

const keysOf = (count: number) =>
  Array.from({ length: count }, (_, number) => sampleKey({ id: `authkey.${number}`, token: `token ${number}` }));

it('changes keys in their place and leaves out those that are gone, as at once (seed 7)', async () => {
  const random = seededRandom(7);
  // Lists that end within a step and with one.
  for (const count of [0, 1, 300, 10_000, 25_000]) {
    const keys = keysOf(count);
    const versions = new Map(keys.map(({ id }) => [id, random.pick([1, 1, 1, 2, null])]));
    const change: ChangeKey = (key) => {
      const version = versions.get(key.id) ?? null;
      return version === null ? null : version === key.version ? key : { ...key, version };
    };
    const expected = keys.flatMap((key) => {
      const version = versions.get(key.id) ?? null;
      return version === null ? [] : [{ ...key, version }];
    });
    const changed = await changeInSteps(keys, change);
    expect(changed).toEqual(expected);
    expect(changeKeys(keys, change)).toEqual(expected);
    // Keys that stay the same stay the same objects, so that what is known of them is not worked out again.
    const before = new Map(keys.map((key) => [key.id, key]));
    expect(changed.every((key) => key.version !== 1 || key === before.get(key.id))).toBe(true);
  }
});

it('leaves other tasks time between its steps', async () => {
  let tasks = 0;
  let isDone = false;
  const count = (): void => {
    tasks += 1;
    if (!isDone) {
      setTimeout(count);
    }
  };
  setTimeout(count);
  await changeInSteps(keysOf(30_000), () => null);
  isDone = true;
  expect(tasks).toBeGreaterThanOrEqual(3);
});

it('returns the same list if nothing changes in it', async () => {
  const keys = keysOf(12_000);
  expect(await changeInSteps(keys, (key) => key)).toBe(keys);
  expect(changeKeys(keys, (key) => key)).toBe(keys);
});
