import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { MAX_CHANGED_KEYS } from '../../shared/ipc/calls/keyCalls.ts';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import { contract, type Handlers, type Output } from '../../shared/ipc/contract.ts';
import type { KeyPart } from '../../shared/ipc/keyListSchema.ts';
import { receiveKeys } from '../../shared/ipc/receiveKeys.ts';
import { MAX_COPIED_TOKENS } from '../../shared/model/clipboardState.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { IncidentState } from '../../shared/model/incident.ts';
import { authenticationKeySchema } from '../../shared/model/key.ts';
import { keyNoteSchema } from '../../shared/model/keyNote.ts';
import { createIpcBus, OWN_CONTENTS_ID, OWN_SENDER, type Sender } from '../fakes/ipcBus.ts';
import { CANARY_SECRET, secretOf, shownKey } from '../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';
import { SAMPLE_CERTIFICATE } from '../fakes/sampleCertificate.ts';
import { sampleKey } from '../unit/renderer/features/keys/sampleKey.ts';
import { INCIDENT_RECORD, RECORDED_INCIDENT } from './incidentInputs.ts';
import {
  ADOPTED_TOKEN,
  CANARY_ADOPTED_SECRET,
  CANARY_PASSPHRASE,
  CANARY_PASSWORD,
  FOUND_PATH,
  validInputs,
} from './inputs.ts';
import { ROTATION_RECORD } from './rotationInputs.ts';

let memory: MemoryPorts;
let bus: ReturnType<typeof createIpcBus>;
let inputs: ReturnType<typeof validInputs>;

beforeEach(async () => {
  memory = createMemoryPorts();
  memory.userFiles.files.set('/home/user/chosen.pem', SAMPLE_CERTIFICATE);
  memory.userFiles.files.set('/home/user/chosen.txt', `leaked: ${shownKey('authkey.1').token}`);
  memory.userFiles.files.set(
    '/home/user/chosen.json',
    JSON.stringify({ format: 'keydesk-connections', version: 1, connections: [] }),
  );
  memory.incidentStore.journals.set(RECORDED_INCIDENT, INCIDENT_RECORD);
  memory.rotationStore.journals.set('rotation-of-second-key', ROTATION_RECORD);
  bus = createIpcBus(memory);
  await bus.invoke('keys:list', { connectionId: 'sample' });
  const added = await bus.invoke('connections:add', validInputs('')['connections:add']);
  inputs = validInputs((added as { data: ConnectionSummary }).data.id);
  const { key: adopted } = inputs['adopted:add'] as { readonly key: object };
  await bus.invoke('adopted:add', { connectionId: 'sample', key: { ...adopted, token: ADOPTED_TOKEN } });
  memory.folderScan.places = [
    { path: FOUND_PATH, line: 1, column: 1, part: 'token', key: shownKey('authkey.1').token },
  ];
  await bus.invoke('usage:chooseFolder');
  await bus.invoke('usage:search', inputs['usage:search']);
  const searched = (await bus.invoke('incident:search', inputs['incident:search'])) as { data: IncidentState };
  for (const channel of ['incident:run', 'incident:listFound', 'incident:leaveOut'] as const) {
    inputs = { ...inputs, [channel]: { ...(inputs[channel] as object), findingsId: searched.data.findings?.id } };
  }
  // Its passphrase can be copied.
  await bus.invoke('keys:saveProtectedFile', { ...(inputs['keys:saveProtectedFile'] as object), typed: null });
});

/** Serializes everything that a call could change. */
const effects = () => JSON.stringify([memory.settingsStore.stored, [...memory.adminApi.keys], memory.clipboard.text]);

const NOTES = z.array(z.tuple([z.string(), keyNoteSchema]));

/** Lists of notes are returned as one JSON string, whose content must match the contract too. */
function unpackNotes(data: unknown): unknown {
  return data === undefined
    ? undefined
    : JSON.parse(JSON.stringify(data), (name, value) =>
        name === 'notes' && typeof value === 'string' ? new Map(NOTES.parse(JSON.parse(value))) : value,
      );
}

/** Asks for the next part of a list as the window does. */
async function askNext(next: number): Promise<KeyPart | null> {
  const response = await bus.invoke('keys:listNext', { next });
  return (response as { readonly data: KeyPart | null }).data;
}

it.each(['keys:list', 'keys:listCached'] as const)(
  'sends no field of a key that the contract does not name: %s',
  async (channel) => {
    const planted = { ...sampleKey({}), secretKey: CANARY_SECRET, systemRoles: ['id', 'R'] };
    for (const kind of ['complete', 'changes'] as const) {
      const list = {
        ...({ total: 1, fetchedAt: '2026-01-01T00:00:00.000Z', accountStates: 'current', revision: 1 } as const),
        content: { kind, keys: [planted], deletedIds: [] },
      };
      vi.spyOn(bus.services.keys, 'list').mockResolvedValue(list);
      vi.spyOn(bus.services.keys, 'listCached').mockResolvedValue({ list, fault: null });
      const response = await bus.invoke(channel, inputs[channel]);
      expect(JSON.stringify(response)).not.toContain(CANARY_SECRET);
      const { data } = response as { readonly data: Output<'keys:list'> & Output<'keys:listCached'> };
      const { content } = channel === 'keys:list' ? data : (data.list as Output<'keys:list'>);
      expect(content.kind).toBe(kind);
      expect(await receiveKeys(content.keys, askNext)).toEqual([{ ...sampleKey({}), systemRoles: ['id', 'R'] }]);
    }
  },
);

it('sends the keys of the installation with exactly the fields of the contract', async () => {
  const response = await bus.invoke('keys:list', { connectionId: 'sample' });
  const { content } = (response as { readonly data: Output<'keys:list'> }).data;
  const keys = await receiveKeys(content.keys, askNext);
  expect(keys).toHaveLength(memory.adminApi.keys.size);
  expect(z.array(authenticationKeySchema.strict()).parse(keys)).toEqual(keys);
});

it('keys:head gives the first rows of a list that is not in memory, without fields that the contract does not name', async () => {
  await bus.services.close();
  const stored = memory.keyListStore.heads.get('sample');
  const rows = stored?.head.rows.map((key) => ({ ...key, secretKey: CANARY_SECRET }));
  memory.keyListStore.heads.set('sample', {
    ...stored,
    head: { ...stored?.head, rows, secret: CANARY_SECRET },
  } as never);
  const response = await createIpcBus(memory).invoke('keys:head', { connectionId: 'sample' });
  expect(response).toMatchObject({ ok: true, data: { total: 2, rows: [{ id: 'authkey.1' }, { id: 'authkey.2' }] } });
  expect(JSON.stringify(response)).not.toContain(CANARY_SECRET);
});

it('registers exactly the channels of the contract', () => {
  expect(bus.channels).toEqual([...CHANNELS]);
});

describe.each(CHANNELS)('%s', (channel) => {
  it('responds to valid input according to the contract, without a secret unless it reveals one', async () => {
    const response = await bus.invoke(channel, inputs[channel]);
    expect(response).toMatchObject({ ok: true });
    if (response.ok) {
      expect(contract[channel].output.parse(unpackNotes(response.data))).toEqual(response.data);
    }
    const text = JSON.stringify(response);
    expect(text).not.toContain(CANARY_PASSWORD);
    expect(text).not.toContain(CANARY_PASSPHRASE);
    expect(text).not.toContain(CANARY_ADOPTED_SECRET);
    expect(text.includes(CANARY_SECRET)).toBe(channel === 'keys:reveal');
  });

  it('rejects invalid input, and changes nothing', async () => {
    const before = effects();
    const input = inputs[channel];
    for (const wrong of [
      typeof input === 'object' ? { ...input, extra: 'x' } : { extra: 'x' },
      null,
      'x',
      1e308,
      [[]],
      { connectionId: 'x'.repeat(1_000_000) },
      JSON.parse('{"__proto__": {"connectionId": "sample"}}'),
    ]) {
      expect(await bus.invoke(channel, wrong)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } });
    }
    expect(effects()).toBe(before);
  });

  it('responds to an unexpected error with a fixed message, without stack or path', async () => {
    const defect = new Error('/home/someone/secret-path exploded');
    const throwDefect = () => {
      throw defect;
    };
    const handlers = Object.fromEntries(CHANNELS.map((name) => [name, throwDefect])) as unknown as Handlers;
    const response = await createIpcBus(memory, handlers).invoke(channel, inputs[channel]);
    expect(response).toEqual({ ok: false, error: { code: 'INTERNAL', message: 'The operation failed unexpectedly.' } });
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', facts: { channel, error: defect } });
  });
});

const frame = OWN_SENDER.senderFrame as NonNullable<Sender['senderFrame']>;
const fromFrame = (change: Partial<typeof frame>): Sender => ({ ...OWN_SENDER, senderFrame: { ...frame, ...change } });
const foreignSenders: readonly (readonly [string, Sender])[] = [
  ['a frame that is gone', { ...OWN_SENDER, senderFrame: null }],
  ['a destroyed frame', fromFrame({ isDestroyed: () => true })],
  ['a detached frame', fromFrame({ detached: true })],
  ['a frame inside another', fromFrame({ parent: frame })],
  ['about:blank', fromFrame({ url: 'about:blank' })],
  ['an empty address', fromFrame({ url: '' })],
  ['another host of our scheme', fromFrame({ url: 'app://bundle.evil/' })],
  ['a web page', fromFrame({ url: 'https://bundle/index.html' })],
  ['contents that are not ours', { ...OWN_SENDER, sender: { id: OWN_CONTENTS_ID + 1 } }],
];

describe.each(foreignSenders)('a call from %s', (_name, sender) => {
  it.each(CHANNELS)('is rejected on %s without any effect', async (channel) => {
    const before = effects();
    const response = await bus.invoke(channel, inputs[channel], sender);
    expect(response).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(effects()).toBe(before);
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

describe.each(['keys:delete', 'keys:setExpiry'] as const)('%s', (channel) => {
  const expirationDate = '2027-02-20T21:00:00.000Z';
  const change = (count: number) => {
    const keys = Array.from({ length: count }, (_, index) => ({ ...shownKey(`authkey.${index + 1}`), version: 1 }));
    const changes = keys.map((key) => ({ ...key, expirationDate }));
    return bus.invoke(channel, { connectionId: 'sample', ...(channel === 'keys:delete' ? { keys } : { changes }) });
  };

  it.each([0, MAX_CHANGED_KEYS + 1])('rejects a list of %i keys, and changes none of them', async (count) => {
    const before = effects();
    const issues = [{ path: channel === 'keys:delete' ? 'keys' : 'changes' }];
    expect(await change(count)).toMatchObject({ ok: false, error: { code: 'VALIDATION', issues } });
    expect(effects()).toBe(before);
  });

  it('accepts the maximum number of keys', async () => {
    expect(await change(MAX_CHANGED_KEYS)).toMatchObject({ ok: true });
    const expiries = [...memory.adminApi.keys.values()].map((key) => key.expirationDate);
    expect(expiries).toEqual(channel === 'keys:delete' ? [] : [expirationDate, expirationDate]);
  });
});

it('rejects more tokens to copy than the maximum', async () => {
  const keys = Array.from({ length: MAX_COPIED_TOKENS + 1 }, () => shownKey('authkey.1'));
  const response = await bus.invoke('clipboard:copyTokens', { connectionId: 'sample', keys });
  expect(response).toMatchObject({ error: { code: 'VALIDATION' } });
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
  expect(log).not.toContain(CANARY_ADOPTED_SECRET);
  expect(memory.logger.redacted).toContain(CANARY_PASSWORD);
  expect(memory.logger.redacted).toContain(secretOf('authkey.1'));
});
