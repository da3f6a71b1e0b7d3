import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../../../electron/services/services.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { CHANGED, contentOf, newFolder, openSettings, SAVED_AS } from '../../harness/settingsFolder.ts';

const whole = JSON.stringify(CHANGED, null, '\t');
const { password: _password, ...connection } = { id: '4f6a1c1e-5f0e-4f0a-9d8e-0d6f1f6b2a11', ...CONNECTION_FORM };
const withAddress = (address: string) => JSON.stringify({ ...CHANGED, connections: [{ ...connection, address }] });

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'settings.json');
});

const DAMAGED: readonly (readonly [name: string, bytes: string | Uint8Array])[] = [
  ['that is empty', ''],
  ['that is cut off', whole.slice(0, -9)],
  ['full of NUL bytes', '\0'.repeat(200)],
  ['that ends in NUL bytes', whole.padEnd(4096, '\0')],
  ['that is an array', '[1,2]'],
  ['that is null', 'null'],
  ['that is a text', '"x"'],
  ['in UTF-16 without a mark', Buffer.from(whole, 'utf16le')],
  ['with a byte that is no UTF-8', Buffer.from(whole.replace('dark', 'd\xe4rk'), 'latin1')],
  ['with a merge marker', `<<<<<<< ours\n${whole}\n=======\n${whole}\n>>>>>>> theirs`],
  ['written twice', whole + whole],
  ['without a version', JSON.stringify({ ...CHANGED, schemaVersion: undefined })],
  ['of another shape', '{"schemaVersion":1,"connections":"none"}'],
  ['with an address that the form would refuse', withAddress('file:///etc')],
  ['with plain http that nobody acknowledged', withAddress('http://stand.example')],
];

describe.each(DAMAGED)('fault 11: a settings file %s', (_name, bytes) => {
  it('is set aside and the last good one restored', () => {
    openSettings(folder).write(CHANGED);
    openSettings(folder);
    writeFileSync(file, bytes);
    const store = openSettings(folder);
    expect(store).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: true }, problem: null });
    expect(readFileSync(join(folder, SAVED_AS))).toEqual(Buffer.from(bytes));
    expect(store.read()).toEqual(CHANGED);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(openSettings(folder)).toMatchObject({ damaged: null, problem: null });
  });

  it('is set aside and the defaults are used where there is no good one', () => {
    writeFileSync(file, bytes);
    writeFileSync(join(folder, 'settings.last-good.json'), bytes);
    const store = openSettings(folder);
    expect(store).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: false }, problem: null });
    expect(readFileSync(join(folder, SAVED_AS))).toEqual(Buffer.from(bytes));
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    expect(store.write(CHANGED)).toBeNull();
    expect(openSettings(folder).read()).toEqual(CHANGED);
  });
});

it('fault 11: the window is told of a damaged settings file, and which settings are used', () => {
  writeFileSync(file, '');
  const { ports } = createMemoryPorts();
  const { appState } = createServices({ ...ports, settingsStore: openSettings(folder) });
  expect(appState.get().notices).toEqual([{ kind: 'settingsDamaged', savedAs: SAVED_AS, isRestored: false }]);
});

it('keeps as the last good one what was found at a start, not what was written since', () => {
  openSettings(folder).write(CHANGED);
  openSettings(folder).write(DEFAULT_SETTINGS);
  expect(readFileSync(join(folder, 'settings.last-good.json'), 'utf8')).toBe(whole);
});

it('gives a user who deletes the settings file a start with defaults, not the last good one', () => {
  openSettings(folder).write(CHANGED);
  openSettings(folder);
  rmSync(file);
  expect(openSettings(folder)).toMatchObject({ damaged: null, problem: null });
  expect(openSettings(folder).read()).toEqual(DEFAULT_SETTINGS);
});

it('leaves a damaged file in its place when no copy of it can be made, and uses the last good one in memory', () => {
  openSettings(folder).write(CHANGED);
  openSettings(folder);
  writeFileSync(file, 'damaged');
  mkdirSync(join(folder, SAVED_AS));
  const store = openSettings(folder);
  expect(store).toMatchObject({ damaged: { savedAs: null, isRestored: true }, problem: 'failed' });
  expect(store.read()).toEqual(CHANGED);
  expect(store.write(DEFAULT_SETTINGS)).toBe('failed');
  expect(readFileSync(file, 'utf8')).toBe('damaged');
});

describe('fault 15: a settings file of a newer version', () => {
  it.each([
    ['that this one can read', { ...CHANGED, schemaVersion: 99, novelty: true }, CHANGED],
    ['of a shape that this one does not know', { schemaVersion: 2, preferences: [] }, DEFAULT_SETTINGS],
  ])('%s is used as far as possible and byte-identical after exit', async (_name, newer, used) => {
    openSettings(folder).write(DEFAULT_SETTINGS);
    openSettings(folder);
    writeFileSync(file, JSON.stringify(newer));
    const before = contentOf(folder);
    const memory = createMemoryPorts();
    const services = createServices({ ...memory.ports, settingsStore: openSettings(folder) });
    expect(services.appState.get()).toMatchObject({ storageProblem: 'newerVersion', notices: [] });
    expect(services.appState.get().preferences).toEqual(used.preferences);

    services.appState.changePreferences({ theme: 'light' });
    await services.connections.add(CONNECTION_FORM);
    memory.clock.advance(60_000);
    await services.close();
    expect(services.appState.get()).toMatchObject({
      storageProblem: 'newerVersion',
      preferences: { theme: 'light' },
    });
    expect(memory.secretStore.items.size).toBe(0);
    expect(contentOf(folder)).toEqual(before);
  });
});

describe('fault 52: a data folder', () => {
  it.each(['with spaces in its name', 'с именем не из ASCII 😀'])('%s works', (name) => {
    const unusual = join(folder, name, 'KeyDesk');
    openSettings(unusual).write(CHANGED);
    expect(openSettings(unusual).read()).toEqual(CHANGED);
    writeFileSync(join(unusual, 'settings.json'), '');
    expect(openSettings(unusual)).toMatchObject({ damaged: { savedAs: SAVED_AS, isRestored: true } });
    expect(readdirSync(unusual).toSorted()).toEqual([SAVED_AS, 'settings.json', 'settings.last-good.json']);
  });

  it('behind a symbolic link works, also once it was moved', () => {
    const link = join(folder, 'link');
    mkdirSync(join(folder, 'here'));
    symlinkSync('here', link);
    openSettings(link).write(CHANGED);
    renameSync(join(folder, 'here'), join(folder, 'there'));
    rmSync(link);
    symlinkSync('there', link);
    expect(openSettings(link).read()).toEqual(CHANGED);
    expect(openSettings(link).write(DEFAULT_SETTINGS)).toBeNull();
    expect(openSettings(join(folder, 'there')).read()).toEqual(DEFAULT_SETTINGS);
  });
});
