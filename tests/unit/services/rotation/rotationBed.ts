import { beforeEach, vi } from 'vitest';
import type { ApiKey } from '../../../../electron/ports.ts';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import type { Rotation, RotationReport } from '../../../../shared/model/rotation.ts';
import type { MemoryAdminApi } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { memory, services, startBeforeEach } from '../application.ts';

/** Number of days in milliseconds. */
export const days = (count: number): number => count * 86_400_000;
/** The instant so many days after now. */
export const inDays = (count: number): string => new Date(memory.clock.now() + days(count)).toISOString();

/** Starts the application over an installation that dates new keys and carries out each request once. */
export function startRotationsBeforeEach(): void {
  startBeforeEach(async () => {
    dateNewKeys(memory.adminApi, memory);
    memory.connectionProbe.serverTime = null;
    await services.keys.list('sample');
  });
  beforeEach(() => vi.restoreAllMocks());
}

/** Gives new keys the time of the clock as creation date, and repeats the response to a request of the same id. */
export function dateNewKeys(api: MemoryAdminApi, { clock }: MemoryPorts): void {
  const original = api.createKey.bind(api);
  const responses = new Map<string, ApiKey>();
  api.createKey = async (accountId: string, expirationDate: string, requestId?: string) => {
    const earlier = responses.get(requestId ?? '');
    if (earlier !== undefined) {
      return earlier;
    }
    const key = { ...(await original(accountId, expirationDate)), creationDate: new Date(clock.now()).toISOString() };
    api.keys.set(key.id, key);
    responses.set(requestId ?? crypto.randomUUID(), key);
    return key;
  };
}

/** A listed key as it is selected. */
export function selected(id: string): { id: string; token: string; version: number } {
  const { token, version } = keyOf(id);
  return { id, token, version };
}

/** A key as the installation has it. */
export function keyOf(id: string): ApiKey {
  const key = memory.adminApi.keys.get(id);
  if (key === undefined) {
    throw new Error(`There is no key ${id}`);
  }
  return key;
}

/** Starts rotations of keys: new keys for 90 days, an overlap of a week. */
export function start(ids: readonly string[], change = {}, { rotations } = services): Promise<RotationReport> {
  const request = { newExpiry: inDays(90), overlapDays: 7, acceptsYoungerKey: false, ...change };
  return rotations.start('sample', { keys: ids.map(selected), ...request });
}

/** The only rotation. */
export async function rotation({ rotations }: Services = services): Promise<Rotation> {
  const [one, ...others] = await rotations.list('sample');
  if (one === undefined || others.length > 0) {
    throw new Error(`There is not one rotation, but ${others.length + (one === undefined ? 0 : 1)}`);
  }
  return one;
}

/** Makes a step of the only rotation. */
export async function step(
  name: 'proceed' | 'takeBack' | 'finish',
  application: Services = services,
): Promise<RotationReport> {
  return application.rotations[name]('sample', [(await rotation(application)).id]);
}

/** Starts KeyDesk on another computer, with a data folder of its own, over the same installation. */
export async function startElsewhere(): Promise<{ readonly services: Services; readonly memory: MemoryPorts }> {
  const other = createMemoryPorts(memory.clock);
  const elsewhere = createServices({ ...other.ports, connectAdminApi: () => memory.adminApi });
  await elsewhere.keys.list('sample');
  return { services: elsewhere, memory: other };
}
