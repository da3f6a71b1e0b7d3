import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import { contract, type Handlers, MAXIMUM_CHANGED_KEYS } from '../../shared/ipc/contract.ts';
import { MAXIMUM_COPIED_TOKENS } from '../../shared/model/clipboardState.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { authenticationKeySchema } from '../../shared/model/key.ts';
import { createIpcBus, OWN_CONTENTS_ID, OWN_SENDER, type Sender } from '../fakes/ipcBus.ts';
import { CANARY_SECRET, secretOf, shownKey } from '../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';
import { SAMPLE_CERTIFICATE } from '../fakes/sampleCertificate.ts';
import { sampleKey } from '../unit/renderer/features/keys/sampleKey.ts';
import { CANARY_PASSPHRASE, CANARY_PASSWORD, validInputs } from './inputs.ts';

let memory: MemoryPorts;
let bus: ReturnType<typeof createIpcBus>;
let inputs: ReturnType<typeof validInputs>;

beforeEach(async () => {
  memory = createMemoryPorts();
  memory.userFiles.files.set('/home/user/chosen.pem', SAMPLE_CERTIFICATE);
  memory.userFiles.files.set(
    '/home/user/chosen.json',
    JSON.stringify({ format: 'keydesk-connections', version: 1, connections: [] }),
  );
  bus = createIpcBus(memory);
  await bus.invoke('keys:list', { connectionId: 'sample' });
  const added = await bus.invoke('connections:add', validInputs('')['connections:add']);
  inputs = validInputs((added as { data: ConnectionSummary }).data.id);
});

const KEYS = z.array(authenticationKeySchema.strict());

/** A list of keys crosses as one text; what is in it has to be as agreed, too. */
function unpackKeys(data: unknown): unknown {
  return data === undefined
    ? undefined
    : JSON.parse(JSON.stringify(data), (name, value) =>
        name === 'keys' && typeof value === 'string' ? KEYS.parse(JSON.parse(value)) : value,
      );
}

it.each(['whole', 'changes'] as const)(
  'sends no field of a key that the contract does not name, in a list of the kind %s',
  (kind) => {
    const key = { ...sampleKey({}), secretKey: CANARY_SECRET, systemRoles: ['id', 'R'] };
    const list = {
      total: 1,
      fetchedAt: '2026-01-01T00:00:00.000Z',
      accountStates: 'current',
      revision: 1,
      content: { kind, keys: [key], deletedIds: [] },
    };
    const { content } = contract['keys:list'].output.parse(list);
    expect(JSON.parse(content.keys)).toEqual([{ ...sampleKey({}), systemRoles: ['id', 'R'] }]);
  },
);

it('registers exactly the channels of the contract', () => {
  expect(bus.channels).toEqual([...CHANNELS]);
});

describe.each(CHANNELS)('%s', (channel) => {
  it('answers a valid input with what the contract says', async () => {
    const answer = await bus.invoke(channel, inputs[channel]);
    expect(answer).toMatchObject({ ok: true });
    if (answer.ok) {
      expect(contract[channel].output.parse(unpackKeys(answer.data))).toEqual(answer.data);
    }
  });

  it('refuses an extra property and changes nothing', async () => {
    const before = JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys]]);
    const input = inputs[channel];
    const extended = typeof input === 'object' ? { ...input, extra: 'x' } : { extra: 'x' };
    expect(await bus.invoke(channel, extended)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } });
    expect(JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys]])).toBe(before);
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['a number', 1e308],
    ['an array', [[]]],
    ['a long text', { connectionId: 'x'.repeat(1_000_000) }],
    ['a prototype', JSON.parse('{"__proto__": {"connectionId": "sample"}}')],
  ])('refuses %s', async (_name, input) => {
    expect(await bus.invoke(channel, input)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } });
  });

  it('never answers with a secret, unless it is the call that reveals one', async () => {
    const answer = JSON.stringify(await bus.invoke(channel, inputs[channel]));
    expect(answer).not.toContain(CANARY_PASSWORD);
    expect(answer).not.toContain(CANARY_PASSPHRASE);
    expect(answer.includes(CANARY_SECRET)).toBe(channel === 'keys:reveal');
  });

  it('answers an unexpected failure with a fixed text, without stack or path', async () => {
    const defect = new Error('/home/someone/secret-path exploded');
    const throwDefect = () => {
      throw defect;
    };
    const handlers = Object.fromEntries(CHANNELS.map((name) => [name, throwDefect])) as unknown as Handlers;
    const answer = await createIpcBus(memory, handlers).invoke(channel, inputs[channel]);
    expect(answer).toEqual({ ok: false, error: { code: 'INTERNAL', message: 'The operation failed unexpectedly.' } });
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', facts: { channel, error: defect } });
  });
});

const frame = OWN_SENDER.senderFrame;
const foreignSenders: readonly (readonly [string, Sender])[] = [
  ['a frame that is gone', { ...OWN_SENDER, senderFrame: null }],
  ['a destroyed frame', { ...OWN_SENDER, senderFrame: { ...senderFrame(), isDestroyed: () => true } }],
  ['a detached frame', { ...OWN_SENDER, senderFrame: { ...senderFrame(), detached: true } }],
  ['a frame inside another', { ...OWN_SENDER, senderFrame: { ...senderFrame(), parent: frame } }],
  ['about:blank', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: 'about:blank' } }],
  ['an empty address', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: '' } }],
  ['another host of our scheme', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: 'app://bundle.evil/' } }],
  ['a web page', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: 'https://bundle/index.html' } }],
  ['a file', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: 'file:///bundle/index.html' } }],
  ['a data address', { ...OWN_SENDER, senderFrame: { ...senderFrame(), url: 'data:text/html,app://bundle/' } }],
  ['a contents that is not ours', { ...OWN_SENDER, sender: { id: OWN_CONTENTS_ID + 1 } }],
];

function senderFrame(): NonNullable<Sender['senderFrame']> {
  if (frame === null) {
    throw new Error('The own sender has a frame');
  }
  return frame;
}

describe.each(foreignSenders)('a call from %s', (_name, sender) => {
  it.each(CHANNELS)('is refused on %s without any effect', async (channel) => {
    const before = JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys], memory.clipboard.text]);
    const answer = await bus.invoke(channel, inputs[channel], sender);
    expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys], memory.clipboard.text])).toBe(
      before,
    );
  });
});

it('gives handlers the input as parsed: trimmed and normalised', async () => {
  const typed = { name: '  Stand 2 ', address: ' HTTPS://Stand.Example:443/base// ', username: ' admin ' };
  const parsed = { name: 'Stand 2', address: 'https://stand.example/base', username: 'admin' };
  const add = inputs['connections:add'] as object;
  const change = inputs['connections:change'] as { readonly id: string };
  await bus.invoke('connections:add', { ...add, ...typed });
  expect(memory.settingsStore.stored.connections.at(-1)).toMatchObject(parsed);
  await bus.invoke('connections:change', { ...change, ...typed, password: CANARY_PASSWORD });
  expect(memory.settingsStore.stored.connections.find(({ id }) => id === change.id)).toMatchObject(parsed);
});

describe('keys:delete', () => {
  const deleteKeys = (keyIds: readonly string[]) =>
    bus.invoke('keys:delete', { connectionId: 'sample', keys: keyIds.map((id) => ({ ...shownKey(id), version: 1 })) });
  const manyIds = (count: number) => Array.from({ length: count }, (_, index) => `authkey.${index + 1}`);

  it('refuses a list of no keys', async () => {
    expect(await deleteKeys([])).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION', issues: [{ path: 'keys' }] },
    });
  });

  it('refuses more keys than it takes and deletes none of them', async () => {
    expect(await deleteKeys(manyIds(MAXIMUM_CHANGED_KEYS + 1))).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION', issues: [{ path: 'keys' }] },
    });
    expect([...memory.adminApi.keys.keys()]).toEqual(['authkey.1', 'authkey.2']);
  });

  it('takes as many as it says', async () => {
    expect(await deleteKeys(manyIds(MAXIMUM_CHANGED_KEYS))).toMatchObject({ ok: true });
    expect([...memory.adminApi.keys.keys()]).toEqual([]);
  });
});

describe('keys:setExpiry', () => {
  const expirationDate = '2027-02-20T21:00:00.000Z';
  const setExpiry = (count: number) =>
    bus.invoke('keys:setExpiry', {
      connectionId: 'sample',
      changes: Array.from({ length: count }, (_, index) => ({
        ...shownKey(`authkey.${index + 1}`),
        version: 1,
        expirationDate,
      })),
    });
  const expiries = () => [...memory.adminApi.keys.values()].map((key) => key.expirationDate);

  it('refuses no keys, and more keys than it takes, and changes none of them', async () => {
    const before = expiries();
    for (const count of [0, MAXIMUM_CHANGED_KEYS + 1]) {
      expect(await setExpiry(count)).toMatchObject({ error: { code: 'VALIDATION', issues: [{ path: 'changes' }] } });
    }
    expect(expiries()).toEqual(before);
  });

  it('takes as many as it says', async () => {
    expect(await setExpiry(MAXIMUM_CHANGED_KEYS)).toMatchObject({ ok: true });
    expect(expiries()).toEqual([expirationDate, expirationDate]);
  });
});

it('copies tokens one a line, and says how many', async () => {
  const keys = ['authkey.1', 'authkey.9', 'authkey.2'].map(shownKey);
  const answer = await bus.invoke('clipboard:copyTokens', { connectionId: 'sample', keys });
  expect(answer).toEqual({ ok: true, data: { copied: 2 } });
  expect(memory.clipboard.text).toBe(
    ['authkey.1', 'authkey.2'].map((id) => memory.adminApi.keys.get(id)?.token).join('\n'),
  );
  const tooMany = Array.from({ length: MAXIMUM_COPIED_TOKENS + 1 }, () => shownKey('authkey.1'));
  expect(await bus.invoke('clipboard:copyTokens', { connectionId: 'sample', keys: tooMany })).toMatchObject({
    error: { code: 'VALIDATION' },
  });
});

it('keeps secrets out of the log', async () => {
  for (const channel of CHANNELS) {
    await bus.invoke(channel, inputs[channel]);
    await bus.invoke(channel, { password: CANARY_PASSWORD, secretKey: CANARY_SECRET });
  }
  const wrong = { current: `${CANARY_PASSPHRASE} wrong`, next: CANARY_PASSPHRASE };
  await bus.invoke('lock:setPassphrase', { ...wrong, current: null });
  expect(await bus.invoke('lock:setPassphrase', wrong)).toMatchObject({ error: { code: 'PASSPHRASE_WRONG' } });
  const log = JSON.stringify(memory.logger.lines);
  expect(log).not.toContain(CANARY_PASSPHRASE);
  expect(log).not.toContain(CANARY_PASSWORD);
  expect(log).not.toContain(CANARY_SECRET);
  expect(memory.logger.redacted).toContain(CANARY_PASSWORD);
  expect(memory.logger.redacted).toContain(secretOf('authkey.1'));
});

it('drops a secret that a handler answers by mistake', async () => {
  const input = { connectionId: 'sample', accountId: 'account.1', expirationDate: '2027-02-20T21:00:00.000Z' };
  const mistake = await bus.services.keys.create(input.connectionId, input.accountId, input.expirationDate);
  expect(JSON.stringify(mistake)).toContain(CANARY_SECRET);
  expect(JSON.stringify(await bus.invoke('keys:create', input))).not.toContain(CANARY_SECRET);
});
