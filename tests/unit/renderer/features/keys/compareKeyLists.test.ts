import { expect, it } from 'vitest';
import { listChanges } from '../../../../../renderer/features/keys/compareKeyLists.ts';
import { sampleKey } from './sampleKey.ts';

const key = (id: string, expirationDate = '2027-01-01T00:00:00.000Z', version = 1) =>
  sampleKey({ id, expirationDate, version });

it('reports what was created, deleted, extended and shortened', () => {
  const [same, longer, shorter, gone, fresh] = ['same', 'longer', 'shorter', 'gone', 'fresh'].map((id) => key(id));
  const after = {
    longer: key('longer', '2028-01-01T00:00:00.000Z', 2),
    shorter: key('shorter', '2026-02-01T00:00:00.000Z', 2),
  };
  const before = [same, longer, shorter, gone].filter((one) => one !== undefined);
  const now = [fresh, after.shorter, after.longer, same].filter((one) => one !== undefined);
  expect(listChanges(before, now)).toEqual({
    created: [fresh],
    deleted: [gone],
    extended: [after.longer],
    shortened: [after.shorter],
  });
});

it('takes the use of a key and another order for no change', () => {
  const [first, second] = [key('1'), key('2')];
  expect(listChanges([first, second], [second, { ...first, lastUsedDate: '2026-05-01T00:00:00.000Z' }])).toBeNull();
  expect(listChanges([], [])).toBeNull();
});
