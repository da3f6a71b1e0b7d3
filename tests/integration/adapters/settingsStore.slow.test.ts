import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpcMain } from 'electron';
import { beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { createSettingsStore } from '../../../electron/adapters/electronSettingsStore.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/model/settings.ts';

const now = () => Date.UTC(2026, 10, 22, 12);
const ipcMain = { removeAllListeners: vi.fn() } as unknown as IpcMain & { removeAllListeners: Mock };
const changed: Settings = {
  ...DEFAULT_SETTINGS,
  preferences: { ...DEFAULT_SETTINGS.preferences, language: 'ru', theme: 'dark' },
};

const connection = {
  id: '4f6a1c1e-5f0e-4f0a-9d8e-0d6f1f6b2a11',
  name: 'Stand',
  address: 'https://stand.example',
  servicePath: '/api',
  username: 'admin',
  acknowledgesPlainHttp: false,
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-settings-'));
  file = join(folder, 'settings.json');
});

it('starts with defaults and gives back what was written', () => {
  const store = createSettingsStore(folder, now, ipcMain);
  expect(store.read()).toEqual(DEFAULT_SETTINGS);
  store.write(changed);
  expect(createSettingsStore(folder, now, ipcMain).read()).toEqual(changed);
});

it('takes away the listener by which electron-store tells the data folder to any frame', () => {
  createSettingsStore(folder, now, ipcMain);
  expect(ipcMain.removeAllListeners).toHaveBeenCalledWith('electron-store-get-data');
});

it('is readable by the user alone', () => {
  chmodSync(folder, 0o755);
  createSettingsStore(folder, now, ipcMain).write(changed);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

describe.each([
  ['empty', ''],
  ['cut off', JSON.stringify(changed).slice(0, -9)],
  ['full of NUL bytes', '\0'.repeat(200)],
  ['an array', '[1,2]'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['with merge markers', `<<<<<<< ours\n${JSON.stringify(changed)}\n>>>>>>> theirs`],
  ['of another shape', '{"schemaVersion":1,"connections":"none"}'],
  [
    'with an address that the form would refuse',
    JSON.stringify({ ...changed, connections: [{ ...connection, address: 'file:///etc' }] }),
  ],
  [
    'with plain http that nobody acknowledged',
    JSON.stringify({ ...changed, connections: [{ ...connection, address: 'http://stand.example' }] }),
  ],
  ['of a later version', JSON.stringify({ ...changed, schemaVersion: 99 })],
])('a settings file that is %s', (_name, text) => {
  it('is kept aside to the byte, told, and does not stop the start', () => {
    writeFileSync(file, text);
    const store = createSettingsStore(folder, now, ipcMain);
    expect(store.damagedFileKeptAs).toBe('settings.damaged-2026-11-22T12-00-00.000Z.json');
    expect(readFileSync(join(folder, store.damagedFileKeptAs ?? ''), 'utf8')).toBe(text);
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    store.write(changed);
    expect(createSettingsStore(folder, now, ipcMain).read()).toEqual(changed);
  });
});

it('tells nothing about a file that is whole', () => {
  createSettingsStore(folder, now, ipcMain).write(changed);
  expect(createSettingsStore(folder, now, ipcMain).damagedFileKeptAs).toBeNull();
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it('says so when the file cannot be written', () => {
  const store = createSettingsStore(folder, now, ipcMain);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder was');
  expect(() => store.write(changed)).toThrow(expect.objectContaining({ code: 'SETTINGS_NOT_SAVED' }));
  chmodSync(folder, 0o600);
});
