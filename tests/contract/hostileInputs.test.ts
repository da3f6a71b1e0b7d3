import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { createIpcBus } from '../fakes/ipcBus.ts';
import { CANARY_SECRET } from '../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../fakes/memoryPorts.ts';
import { hostileInputs } from './hostileInputs.ts';
import { CANARY_PASSWORD, validInputs } from './inputs.ts';

const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);

beforeAll(() => {
  process.on('unhandledRejection', remember);
});

afterAll(() => {
  process.off('unhandledRejection', remember);
});

/** Matches stacks, local paths and library internals in a response. */
const INNER = /\n\s+at |node:internal|node_modules|ZodError|\/(?:home|tmp|root|Users)\//;

/** The messages of a rejection before the schema check, and by it. */
const LARGE = 'The input is too large.';
const WRONG = 'The input was rejected.';

/** Starts an application with one connection; returns valid inputs for its channels. */
async function startFresh() {
  const memory = createMemoryPorts();
  // A folder that the user has chosen is shown to him; no other path is.
  memory.fileDialogs.choice = '/srv/chosen';
  const bus = createIpcBus(memory);
  await bus.invoke('keys:list', { connectionId: 'sample' });
  const added = await bus.invoke('connections:add', validInputs('')['connections:add']);
  return { memory, bus, inputs: validInputs((added as { data: ConnectionSummary }).data.id) };
}

it.each(CHANNELS)(
  '%s responds to about 400 hostile inputs with plain results, which disclose nothing of its inside',
  async (channel) => {
    const { bus, inputs } = await startFresh();
    const hostile = hostileInputs(inputs[channel]);
    expect(hostile.length).toBeGreaterThan(300);
    const problems: unknown[] = [];
    for (const input of hostile) {
      const response = await bus.invoke(channel, input);
      const text = JSON.stringify(response);
      const isSound =
        (response.ok || response.error.code !== 'INTERNAL') &&
        !INNER.test(text) &&
        !text.includes(CANARY_PASSWORD) &&
        text.includes(CANARY_SECRET) === (response.ok && channel === 'keys:reveal');
      if (!isSound) {
        problems.push({ input, response });
      }
    }
    expect(problems).toEqual([]);
    expect({}).not.toHaveProperty('polluted');
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  },
);

// All channels share the steps before the handler, so three suffice: without input, with fields, with a list.
describe.each(['app:getState', 'keys:list', 'keys:delete'] as const)('%s', (channel) => {
  it.each([
    ['a text of 50 MB', LARGE, () => ({ connectionId: 'x'.repeat(50 * 1024 * 1024) })],
    ['5 million values', LARGE, () => ({ connectionId: 'sample', keyIds: new Array(5_000_000).fill('x') })],
    ['a name of 50 MB', LARGE, () => ({ ['x'.repeat(50 * 1024 * 1024)]: 1 })],
    ['a buffer of 50 MB', WRONG, () => ({ connectionId: new Uint8Array(50 * 1024 * 1024) })],
    ['a list that contains itself 100,000 times', LARGE, cyclicInput],
    ['a list of 100,000 wrong ids', WRONG, () => ({ connectionId: 'sample', keyIds: new Array(100_000).fill(1) })],
  ])('rejects %s with one line in the log and without effect', async (_name, message, make) => {
    const { memory, bus } = await startFresh();
    const before = JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys], memory.clipboard.text]);
    const linesBefore = memory.logger.lines.length;
    const input = make();
    const response = await bus.invoke(channel, input);
    expect(response).toMatchObject({ ok: false, error: { code: 'VALIDATION', message } });
    expect(JSON.stringify(response).length).toBeLessThan(5_000);
    expect(memory.logger.lines.slice(linesBefore)).toHaveLength(1);
    expect(JSON.stringify(memory.logger.lines.at(-1)).length).toBeLessThan(5_000);
    expect(JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys], memory.clipboard.text])).toBe(
      before,
    );
  });
});

function cyclicInput(): unknown {
  const list: unknown[] = new Array(100_000);
  return list.fill(list);
}
