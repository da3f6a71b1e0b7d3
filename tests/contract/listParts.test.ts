import { beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/ipc/contract.ts';
import type { KeyPart } from '../../shared/ipc/keyListSchema.ts';
import { receiveKeys } from '../../shared/ipc/receiveKeys.ts';
import { KEYS_PER_PART } from '../../shared/model/packedKeys.ts';
import { createIpcBus } from '../fakes/ipcBus.ts';
import { CANARY_SECRET } from '../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';

const COUNT = 2 * KEYS_PER_PART + 1;
const LATER = '2031-03-04T00:00:00.000Z';

let memory: MemoryPorts;
let bus: ReturnType<typeof createIpcBus>;

beforeEach(() => {
  memory = createMemoryPorts();
  const [[, sample] = []] = memory.adminApi.keys;
  memory.adminApi.keys.clear();
  for (let number = 1; number <= COUNT && sample !== undefined; number += 1) {
    const id = `authkey.${number}`;
    memory.adminApi.keys.set(id, { ...sample, id, token: String(number).padStart(32, '0') });
  }
  bus = createIpcBus(memory);
});

const dataOf = async <Data>(response: Promise<unknown>): Promise<Data> =>
  ((await response) as { readonly data: Data }).data;
const list = (knownRevision: number | null = null) =>
  dataOf<Output<'keys:list'>>(bus.invoke('keys:list', { connectionId: 'sample', knownRevision }));
const askNext = (next: number) => dataOf<KeyPart | null>(bus.invoke('keys:listNext', { next }));

describe('a list in parts', () => {
  it('arrives completely, in the order of the installation and without secrets', async () => {
    const parts: (KeyPart | null)[] = [];
    const { content, total } = await list();
    const keys = await receiveKeys(content.keys, async (next) => {
      const part = await askNext(next);
      parts.push(part);
      return part;
    });
    expect(parts.map((part) => part?.next === null)).toEqual([false, true]);
    expect(total).toBe(COUNT);
    expect(keys?.map(({ id }) => id)).toEqual([...memory.adminApi.keys.keys()]);
    expect(JSON.stringify([content, parts])).not.toContain(CANARY_SECRET);
  });

  it('arrives as it was at its first part, and what has changed meanwhile with the next list', async () => {
    const { content, revision } = await list();
    const [first, second] = [...memory.adminApi.keys.values()];
    const gone = { id: second?.id, token: second?.token, version: second?.version };
    await bus.invoke('keys:delete', { connectionId: 'sample', keys: [gone] });
    const extended = { id: first?.id, token: first?.token, version: first?.version };
    await bus.invoke('keys:edit', { connectionId: 'sample', key: extended, expirationDate: LATER });
    await list(revision);

    const keys = await receiveKeys(content.keys, askNext);
    expect(keys).toHaveLength(COUNT);
    expect(keys?.some(({ expirationDate }) => expirationDate === LATER)).toBe(false);
    const { content: since } = await list(revision);
    expect(since).toMatchObject({ kind: 'changes', deletedIds: [second?.id] });
    expect(await receiveKeys(since.keys, askNext)).toMatchObject([{ id: first?.id, expirationDate: LATER }]);
  });

  it('is not mixed with another that is sent at the same time', async () => {
    const [one, other] = [await list(), await list()];
    const all = await Promise.all([one, other].map(({ content }) => receiveKeys(content.keys, askNext)));
    expect(all.map((keys) => keys?.length)).toEqual([COUNT, COUNT]);
  });

  it('is dropped if the window begins many others instead, and each part is sent once', async () => {
    const { content } = await list();
    const next = content.keys.next ?? 0;
    const part = await askNext(next);
    expect(part?.part).not.toBeNull();
    expect(await askNext(next)).toBeNull();
    for (let begun = 0; begun < 8; begun += 1) {
      await list();
    }
    expect(await askNext(part?.next ?? 0)).toBeNull();
    expect(await receiveKeys(content.keys, askNext)).toBeNull();
  });

  it('is not sent to a locked window', async () => {
    const { content } = await list();
    await bus.invoke('lock:lock');
    expect(await bus.invoke('keys:listNext', { next: content.keys.next })).toMatchObject({ error: { code: 'LOCKED' } });
  });
});
