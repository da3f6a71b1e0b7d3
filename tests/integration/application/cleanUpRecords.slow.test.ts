import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { Services } from '../../../electron/services/services.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { newFolder } from '../../harness/settingsFolder.ts';

let folder: string;
let memory: MemoryPorts;
let services: Services;

/** Starts KeyDesk over its files as they are; the run before is left as in a crash. */
async function start(): Promise<void> {
  ({ services } = startOverFolder(folder, memory));
  await services.keys.list('sample', null, true);
}

beforeEach(async () => {
  folder = newFolder();
  memory = createMemoryPorts();
  await start();
});

const listed = () => [...memory.adminApi.keys.values()];
const expiries = () => new Map(listed().map(({ id, expirationDate }) => [id, expirationDate]));

it.each([
  ['was cut off by a full disk', (file: string) => truncateSync(file, 40)],
  ['was overwritten with zeros', (file: string) => writeFileSync(file, Buffer.alloc(200))],
  [
    'was written by a later version',
    (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('"format":1', '"format":2')),
  ],
])(
  'fault 172: on the disk a record that %s is reported and left, and all others are restored',
  async (_what, damage) => {
    const before = expiries();
    const [one, other] = listed();
    if (one === undefined || other === undefined) {
      throw new Error('The installation has too few keys.');
    }
    const { batchId } = await services.disabledBatches.disable('sample', [one], 'cleanUp');
    const second = await services.disabledBatches.disable('sample', [other], 'selection');
    const records = join(folder, 'disabled-keys');
    const name = readdirSync(records).find((entry) => entry.startsWith(batchId ?? '-'));
    const file = join(records, name ?? '');
    damage(file);
    const damaged = readFileSync(file);
    await start();
    const { batches, unreadable } = await services.disabledBatches.list('sample');
    expect([batches.map(({ id }) => id), unreadable]).toEqual([[second.batchId], 1]);
    await services.disabledBatches.restore(second.batchId ?? '');
    expect(expiries().get(other.id)).toBe(before.get(other.id));
    expect(readFileSync(file)).toEqual(damaged);
  },
);

it('fault 173: a damaged decision in the settings file is dropped, and the others hold after a restart', async () => {
  const keys = listed().map(({ id, token }) => ({ id, token }));
  await services.ignoredFindings.ignore('sample', { kind: 'old', keys, reason: 'Night shift', until: null });
  const decisions = services.ignoredFindings.list('sample');
  expect(decisions.length).toBeGreaterThan(1);
  const file = join(folder, 'settings.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/"kind":\s*"old"/, '"kind": "a finding of a later version"'));
  await start();
  expect(services.ignoredFindings.list('sample')).toEqual(decisions.slice(1));
});
