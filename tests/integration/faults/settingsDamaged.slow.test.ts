import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createServices } from '../../../electron/services/services.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { CHANGED, contentOf, newFolder, openSettings, SAVED_AS } from '../../harness/settingsFolder.ts';

const valid = JSON.stringify(CHANGED, null, '\t');
const { password: _password, ...connection } = { id: '4f6a1c1e-5f0e-4f0a-9d8e-0d6f1f6b2a11', ...CONNECTION_FORM };
const withAddress = (address: string) => JSON.stringify({ ...CHANGED, connections: [{ ...connection, address }] });

let folder: string;
let file: string;
let lastGood: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'settings.json');
  lastGood = join(folder, 'settings.last-good.json');
});

/** Writes settings, which the next start copies as the last good ones. */
function writeAndRestart(): void {
  openSettings(folder).write(CHANGED);
  openSettings(folder);
}

it.each<[name: string, bytes: string | Uint8Array]>([
  ['is empty', ''],
  ['is cut off', valid.slice(0, -9)],
  ['consists of NUL bytes', '\0'.repeat(200)],
  ['ends in NUL bytes', valid.padEnd(4096, '\0')],
  ['is an array', '[1,2]'],
  ['is null', 'null'],
  ['is a string', '"x"'],
  ['is in UTF-16 without a byte order mark', Buffer.from(valid, 'utf16le')],
  ['is not valid UTF-8', Buffer.from(valid.replace('dark', 'd\xe4rk'), 'latin1')],
  ['contains merge markers', `<<<<<<< ours\n${valid}\n=======\n${valid}\n>>>>>>> theirs`],
  ['contains its text twice', valid + valid],
  ['has no version', JSON.stringify({ ...CHANGED, schemaVersion: undefined })],
  ['has another shape', '{"schemaVersion":1,"connections":"none"}'],
  ['has an address that the form rejects', withAddress('file:///etc')],
  ['uses plain HTTP without acknowledgment', withAddress('http://stand.example')],
])(
  'fault 11: a settings file that %s is kept aside; the last good settings or else the defaults are used',
  (_name, bytes) => {
    writeAndRestart();
    writeFileSync(file, bytes);
    const restored = openSettings(folder);
    expect(restored).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: true }, problem: null });
    expect(readFileSync(join(folder, SAVED_AS))).toEqual(Buffer.from(bytes));
    expect(restored.read()).toEqual(CHANGED);
    expect(readFileSync(file, 'utf8')).toBe(valid);
    expect(openSettings(folder)).toMatchObject({ damaged: null, problem: null });

    rmSync(join(folder, SAVED_AS));
    writeFileSync(file, bytes);
    writeFileSync(lastGood, bytes);
    const { ports } = createMemoryPorts();
    const store = openSettings(folder);
    expect(createServices({ ...ports, settingsStore: store }).appState.get().notices).toEqual([
      { kind: 'settingsDamaged', savedAs: SAVED_AS, isRestored: false },
    ]);
    expect(readFileSync(join(folder, SAVED_AS))).toEqual(Buffer.from(bytes));
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    expect(store.write(CHANGED)).toBeNull();
    expect(openSettings(folder).read()).toEqual(CHANGED);
  },
);

it('keeps the settings of the last start as the last good ones, and uses the defaults if their file is deleted', () => {
  openSettings(folder).write(CHANGED);
  openSettings(folder).write(DEFAULT_SETTINGS);
  expect(readFileSync(lastGood, 'utf8')).toBe(valid);
  rmSync(file);
  expect(openSettings(folder)).toMatchObject({ damaged: null, problem: null });
  expect(openSettings(folder).read()).toEqual(DEFAULT_SETTINGS);
});

it('does not replace a damaged file that it cannot copy', () => {
  writeAndRestart();
  writeFileSync(file, 'damaged');
  mkdirSync(join(folder, SAVED_AS));
  const store = openSettings(folder);
  expect(store).toMatchObject({ damaged: { savedAs: null, isRestored: true }, problem: 'failed' });
  expect(store.read()).toEqual(CHANGED);
  expect(store.write(DEFAULT_SETTINGS)).toBe('failed');
  expect(readFileSync(file, 'utf8')).toBe('damaged');
});

it.each([
  ['readable', { ...CHANGED, schemaVersion: 99, novelty: true }, CHANGED],
  ['unknown', { schemaVersion: 2, preferences: [] }, DEFAULT_SETTINGS],
])(
  'fault 15: settings of a newer version in a format that is %s are used as far as possible and not changed',
  async (_name, newer, used) => {
    openSettings(folder).write(DEFAULT_SETTINGS);
    openSettings(folder);
    writeFileSync(file, JSON.stringify(newer));
    const before = contentOf(folder);
    const memory = createMemoryPorts();
    const services = createServices({ ...memory.ports, settingsStore: openSettings(folder) });
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'newerVersion',
      notices: [],
      preferences: used.preferences,
    });
    services.appState.changePreferences({ theme: 'light' });
    await services.connections.add(CONNECTION_FORM);
    memory.clock.advance(60_000);
    await services.close();
    expect(services.appState.get()).toMatchObject({ storageProblem: 'newerVersion', preferences: { theme: 'light' } });
    expect(memory.secretStore.items.size).toBe(0);
    expect(contentOf(folder)).toEqual(before);
  },
);
