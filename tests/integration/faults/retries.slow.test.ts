import { describe, expect, it, vi } from 'vitest';
import { RETRY_BUDGET_MS } from '../../../electron/adapters/http/httpRetry.ts';
import type { ApiKey } from '../../../electron/ports.ts';
import { createServices } from '../../../electron/services/services.ts';
import { outcomeOfFailure } from '../../../shared/model/activity.ts';
import { AppError } from '../../../shared/result.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { answer, type Fault, keepAnswer, loseAnswer, send } from '../../harness/faults.ts';
import { openTestBed, PAGE } from './testBed.ts';

const testBed = openTestBed({ generated: { keys: 220 } });
const EXPIRES = '2099-01-01T00:00:00.000Z';
const refused = (Code: string) => ({ Code, Message: 'what the platform says' });

/** Makes a key over the connection under test. */
async function createKey(options: { readonly timeLimitMs?: number } = {}): Promise<ApiKey> {
  const { account } = await testBed.connect({ address: testBed.platform.address }).getPermissions();
  return testBed.connect({}, options).createKey(account.id, EXPIRES);
}

/** How many keys the platform has. */
const countKeys = async () => (await testBed.connect({ address: testBed.platform.address }).listKeys(PAGE)).total;

it.each<[headers: Record<string, string>, waits: number[] | null]>([
  [{ 'retry-after': '0' }, [250, 500, 1000]],
  [{ 'retry-after': '120' }, null],
  [{ 'retry-after': '1000000000' }, null],
  [{ 'retry-after': '-1' }, [250, 500, 1000]],
  [{ 'retry-after': 'abc' }, [250, 500, 1000]],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }, [250, 500, 1000]],
  [{ 'retry-after': '120', 'retry-after-ms': '1200' }, [1200, 1200, 1200]],
  [{}, [250, 500, 1000]],
])('fault 26: a 429 with %j makes reads and writes wait within bounds, or ends them', async (headers, waits) => {
  testBed.proxy.always.set('*', answer(429, headers, refused('Throttled')));
  for (const call of [() => testBed.connect().listKeys(PAGE), () => createKey()]) {
    testBed.clock.waits.length = 0;
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'THROTTLED' });
    expect(testBed.clock.waits).toEqual(waits ?? []);
    if (waits === null) {
      expect(error).toHaveProperty('times.retryAt', expect.stringMatching(/^\d{4}-\d\d-\d\dT/));
    }
  }
  expect(testBed.proxy.calls).toHaveLength(waits === null ? 2 : 8);
});

it('fault 26: a write after a 429 is done once, as the same write', async () => {
  const before = await countKeys();
  testBed.proxy.next('Create', answer(429, {}, refused('Throttled')), answer(429, {}, refused('Throttled')));
  await createKey();
  expect(await countKeys()).toBe(before + 1);
  expect(testBed.proxy.calls).toEqual(['Create', 'Create', 'Create']);
  expect(new Set(testBed.proxy.heads.map((head) => head['x-ms-client-request-id'])).size).toBe(1);
});

describe('a platform that fails', () => {
  it('fault 27: a 500 for everything ends reading after three retries within a minute', async () => {
    testBed.proxy.always.set('*', answer(500, {}, refused('Internal')));
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(testBed.clock.waits).toEqual([250, 500, 1000]);
    expect(testBed.clock.waits.reduce((sum, wait) => sum + wait)).toBeLessThan(RETRY_BUDGET_MS);
    expect(testBed.proxy.calls).toHaveLength(4);
  });

  it('fault 27: a write is not repeated after it', async () => {
    testBed.proxy.always.set('*', answer(500, {}, refused('Internal')));
    await expect(createKey()).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(testBed.proxy.calls).toEqual(['Create']);
  });

  it('fault 27: what passes is not noticed', async () => {
    testBed.proxy.next('List', answer(503), answer(502));
    expect((await testBed.connect().listKeys(PAGE)).total).toBeGreaterThan(0);
    expect(testBed.proxy.calls).toEqual(['List', 'List', 'List']);
  });
});

it('fault 28: a 401 in the middle of a bulk run stops it; what was done stays told, the rest is not sent', async () => {
  const memory = createMemoryPorts();
  const services = createServices({ ...memory.ports, connectAdminApi: () => testBed.connect() });
  const { id } = await services.connections.add(CONNECTION_FORM);
  const { items: keys } = await testBed.connect().listKeys({ skip: 0, take: 200 });
  const deletions = () => testBed.proxy.calls.filter((method) => method === 'Delete').length;
  const pass: Fault = async ({ response, passOn }) => {
    const result = await passOn();
    await vi.waitUntil(() => deletions() === 4, { timeout: 60_000 });
    send(response, result);
  };
  testBed.proxy.next('Delete', pass);
  testBed.proxy.always.set('Delete', answer(401, {}, refused('Unauthorized')));
  const { results, stoppedBy } = await services.recorded.deleteKeys(id, keys);
  expect(results.map((result) => result.id)).toEqual(keys.map((key) => key.id));
  expect(stoppedBy).toBe('UNAUTHORIZED');
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  // Four calls of 25 keys were on their way when the first refusal came.
  expect([count('done'), count('failed'), count('notTried')]).toEqual([25, 75, 100]);
  expect(deletions()).toBe(4);
  const left = new Set((await testBed.connect().listKeys({ skip: 0, take: 1000 })).items.map((key) => key.id));
  expect(results.map((result) => left.has(result.id))).toEqual(results.map(({ outcome }) => outcome !== 'done'));
});

it.each([
  ['lost', loseAnswer, 'UNREACHABLE'],
  ['kept back beyond the time limit', keepAnswer, 'TIMEOUT'],
])('fault 29: a create whose answer is %s is told as unsure, and there is one key', async (_what, fault, code) => {
  const before = await countKeys();
  testBed.proxy.always.set('Create', fault);
  const error = await createKey({ timeLimitMs: 500 }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code });
  expect(error instanceof AppError && outcomeOfFailure(error)).toBe('unsure');
  expect(testBed.proxy.calls).toEqual(['Create']);
  // It is carried out, though perhaps not yet when the time is over.
  await expect.poll(countKeys).toBe(before + 1);
});
