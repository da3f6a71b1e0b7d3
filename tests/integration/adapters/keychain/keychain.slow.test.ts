import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeychainSecretStore } from '../../../../electron/adapters/keychain/keychainSecretStore.ts';
import { createServices } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';
import { type RealKeychain, realKeychain } from '../../../harness/realKeychain.ts';

const SECRET = 'canary päßword 🔑';

let keychains: RealKeychain[];

beforeEach(() => {
  keychains = [];
});

afterEach(() => {
  for (const { store } of keychains) {
    store.close();
  }
});

/** The real store over the real worker, in the environment of a keyring. */
function storeIn(environment: Readonly<Record<string, string>>): KeychainSecretStore {
  const keychain = realKeychain(environment);
  keychains.push(keychain);
  return keychain.store;
}

describe('with an unlocked keyring', () => {
  let keyring: Keyring;

  beforeEach(async () => {
    keyring = await startKeyring();
  });

  afterEach(() => keyring.stop());

  it('keeps, gives back and deletes a secret', async () => {
    const store = storeIn(keyring.environment);
    expect(await store.get('one')).toEqual({ state: 'absent' });
    expect(await store.set('one', SECRET)).toEqual({ done: true });
    expect(await storeIn(keyring.environment).get('one')).toEqual({ state: 'present', secret: SECRET });
    expect(await store.delete('one')).toEqual({ done: true });
    expect(await store.get('one')).toEqual({ state: 'absent' });
  });

  it('finds that several secrets are not there, asked for at the same time', async () => {
    const store = storeIn(keyring.environment);
    const lookups = await Promise.all(['one', 'two', 'three'].map((id) => store.get(id)));
    expect(lookups.map(({ state }) => state)).toEqual(['absent', 'absent', 'absent']);
  });

  it.each([
    ['one byte', 'x'],
    ['the largest size', 'é'.repeat(1024)],
  ])('keeps a secret of %s', async (_name, secret) => {
    const store = storeIn(keyring.environment);
    expect(await store.set('one', secret)).toEqual({ done: true });
    expect(await store.get('one')).toEqual({ state: 'present', secret });
  });

  it('writes nothing that could be read', async () => {
    await storeIn(keyring.environment).set('one', SECRET);
    const files = readdirSync(keyring.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toContain('login.keyring');
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name)).includes('canary')).toBe(false);
    }
  });

  it('holds no item of a run that ended between keychain and settings, once the next run has started', async () => {
    const store = storeIn(keyring.environment);
    const memory = createMemoryPorts();
    const form = { ...CONNECTION_FORM, password: SECRET };
    // Named as pending, written; the connection itself is never saved, nor is the item deleted.
    const cutOff = new CutOff(2);
    const settingsStore = cutOff.settings(memory.settingsStore);
    const run = createServices({ ...memory.ports, settingsStore, secretStore: cutOff.secrets(store) });
    void run.connections.add(form).catch(() => {});
    await vi.waitFor(() => expect(cutOff.steps).toBeGreaterThan(2), 60_000);
    const [id = ''] = memory.settingsStore.stored.pendingSecretIds;
    expect(memory.settingsStore.stored.connections).toEqual([]);
    expect(await store.get(id)).toMatchObject({ state: 'present' });

    createServices({ ...memory.ports, secretStore: store }).start();
    await vi.waitFor(() => expect(memory.settingsStore.stored.pendingSecretIds).toEqual([]), 60_000);
    expect(await store.get(id)).toEqual({ state: 'absent' });
  });
});

it('survives a worker that is killed in the middle of a call', async () => {
  const store = storeIn(WITHOUT_KEYRING);
  const lookup = store.get('one');
  await vi.waitUntil(() => keychains[0]?.workers[0]?.pid !== undefined, { timeout: 60_000 });
  keychains[0]?.workers[0]?.kill('SIGSEGV');
  expect(await lookup).toEqual({ state: 'unavailable', reason: 'crashed' });
  expect(await store.get('one')).toEqual({ state: 'unavailable', reason: 'noBus' });
});
