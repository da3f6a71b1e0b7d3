import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSettingsStore } from '../../../electron/adapters/electronSettingsStore.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/model/settings.ts';

const now = () => Date.UTC(2026, 10, 22, 12);
const changed: Settings = { ...DEFAULT_SETTINGS, preferences: { language: 'ru', theme: 'dark' } };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-settings-'));
  file = join(folder, 'settings.json');
});

it('starts with defaults and gives back what was written', () => {
  const store = createSettingsStore(folder, now);
  expect(store.read()).toEqual(DEFAULT_SETTINGS);
  store.write(changed);
  expect(createSettingsStore(folder, now).read()).toEqual(changed);
});

it('is readable by the user alone', () => {
  createSettingsStore(folder, now).write(changed);
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
  ['of a later version', JSON.stringify({ ...changed, schemaVersion: 99 })],
])('a settings file that is %s', (_name, text) => {
  it('is kept aside to the byte, told, and does not stop the start', () => {
    writeFileSync(file, text);
    const store = createSettingsStore(folder, now);
    expect(store.damagedFileKeptAs).toBe('settings.damaged-2026-11-22T12-00-00.000Z.json');
    expect(readFileSync(join(folder, store.damagedFileKeptAs ?? ''), 'utf8')).toBe(text);
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    store.write(changed);
    expect(createSettingsStore(folder, now).read()).toEqual(changed);
  });
});

it('tells nothing about a file that is whole', () => {
  createSettingsStore(folder, now).write(changed);
  expect(createSettingsStore(folder, now).damagedFileKeptAs).toBeNull();
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it('says so when the file cannot be written', () => {
  const store = createSettingsStore(folder, now);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder was');
  expect(() => store.write(changed)).toThrow(expect.objectContaining({ code: 'SETTINGS_NOT_SAVED' }));
  chmodSync(folder, 0o600);
});
