import { expect, it, vi } from 'vitest';
import { DEFAULT_POLICY } from '../../../../shared/model/hygienePolicy.ts';
import { EXPORTED_STATES, type ExportedState } from '../../../../shared/model/keyExport.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { readTable } from '../../../fakes/memoryTables.ts';
import { activityOf, addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const REASON = 'Nightly import, ticket 4711';
const states = Object.fromEntries(EXPORTED_STATES.map((name) => [name, name])) as Record<ExportedState, string>;

startBeforeEach(async () => {
  const { adminApi, clock } = memory;
  const [key] = [...adminApi.keys.values()];
  if (key === undefined) {
    throw new Error('The installation has no keys.');
  }
  const creationDate = new Date(clock.now() - 200 * DAY_MS).toISOString();
  const expirationDate = new Date(clock.now() + 30 * DAY_MS).toISOString();
  adminApi.keys.clear();
  for (const number of [1, 2]) {
    const id = `authkey.${number}`;
    const token = `0123456789abcdef${number}`.padEnd(32, '0');
    adminApi.keys.set(id, { ...key, id, token, username: 'i.ivanov', creationDate, expirationDate });
  }
  await services.keys.list('sample', null, true);
});

const keys = () => [...memory.adminApi.keys.values()].map(({ id, token }) => ({ id, token }));
const ignore = (kind: 'old' | 'person', until: string | null = null, chosen = keys().slice(0, 1)) =>
  services.ignoredFindings.ignore('sample', { kind, keys: chosen, reason: REASON, until });

/** Which findings the export has for each key, and why they are ignored. */
async function exported() {
  memory.fileDialogs.choice = '/home/user/found.csv';
  await services.hygieneReports.export({ connectionId: 'sample', language: 'en', states }, null, {
    format: 'csv',
    fileKind: 'CSV',
  });
  const table = readTable(memory.userFiles.files.get('/home/user/found.csv'));
  return table?.rows.map((cells) => [cells[0], cells[4]?.slice(0, 8), cells.at(-1)]);
}

it('ignores a finding for one key, with who, when and why, across restarts, until it is taken back', async () => {
  expect(await ignore('old')).toBe(true);
  const [decision, ...others] = startAgain().ignoredFindings.list('sample');
  expect(others).toEqual([]);
  const [key] = keys();
  const at = new Date(memory.clock.now()).toISOString();
  expect(decision).toMatchObject({ kind: 'old', token: key?.token, username: 'i.ivanov', at, reason: REASON });
  expect(decision?.by).not.toBe('');
  await services.keys.list('sample', null, true);
  expect((await exported())?.filter(([finding]) => finding === 'Old keys').map(([, , ignored]) => ignored)).toEqual([
    '',
    `${REASON} (${decision?.by}, ${at.slice(0, 10)}, until taken back)`,
  ]);
  await services.ignoredFindings.takeBack('sample', [decision?.id ?? '', 'another']);
  expect(services.ignoredFindings.list('sample')).toEqual([]);
  expect((await exported())?.every(([, , ignored]) => ignored === '')).toBe(true);
});

it('ignores a finding about an account for all its keys, and other findings of these keys stay', async () => {
  await ignore('person');
  expect(services.ignoredFindings.list('sample')).toHaveLength(1);
  expect(services.ignoredFindings.list('sample')[0]).toMatchObject({ kind: 'person', token: null });
  const rows = await exported();
  expect(rows?.filter(([finding]) => finding === 'Keys of persons').every(([, , ignored]) => ignored !== '')).toBe(
    true,
  );
  expect(rows?.filter(([finding]) => finding === 'Old keys').every(([, , ignored]) => ignored === '')).toBe(true);
});

it('a decision ends at its time', async () => {
  await ignore('old', new Date(memory.clock.now() + DAY_MS).toISOString());
  expect(services.ignoredFindings.list('sample')).toHaveLength(1);
  memory.clock.advance(DAY_MS);
  expect(services.ignoredFindings.list('sample')).toEqual([]);
  expect((await exported())?.every(([, , ignored]) => ignored === '')).toBe(true);
});

it('a later decision about the same replaces the earlier one; the activity has every one with its reason', async () => {
  await ignore('old');
  await services.ignoredFindings.ignore('sample', {
    kind: 'old',
    keys: keys().slice(0, 1),
    reason: 'New',
    until: null,
  });
  const [decision, ...others] = services.ignoredFindings.list('sample');
  expect(others).toEqual([]);
  await services.ignoredFindings.takeBack('sample', [decision?.id ?? '']);
  const { items } = await activityOf();
  expect(items.map(({ action, finding, reason, username }) => [action, finding, reason, username])).toEqual([
    ['findingReopened', 'old', 'New', 'i.ivanov'],
    ['findingIgnored', 'old', 'New', 'i.ivanov'],
    ['findingIgnored', 'old', REASON, 'i.ivanov'],
  ]);
  expect(JSON.stringify(items)).not.toContain(keys()[0]?.token);
});

it('names what is ignored in the report, and does not count it', async () => {
  services.hygienePolicies.set('sample', { ...DEFAULT_POLICY, serviceAccounts: [], maxValidKeys: null });
  await ignore('old', null, keys());
  memory.fileDialogs.choice = '/home/user/audit.pdf';
  await services.hygieneReports.save({ connectionId: 'sample', language: 'en', states }, 'Sample', 'PDF');
  const body = memory.printer.documents[0]?.body ?? '';
  expect(body).toContain('<h2>Ignored <small>2</small></h2>');
  expect(body).toContain(`<bdi>${REASON}</bdi>`);
  expect(body).not.toContain('<h2>Old keys');
  expect(body).not.toContain(keys()[0]?.token);
});

it('leaves out keys that are not listed any more, and rejects too many', async () => {
  expect(await ignore('old', null, [{ id: 'authkey.1', token: 'of another key' }])).toBe(true);
  expect(services.ignoredFindings.list('sample')).toEqual([]);
  const [key] = [...memory.adminApi.keys.values()];
  for (let number = 10; key !== undefined && number < 510; number += 1) {
    const id = `authkey.${number}`;
    memory.adminApi.keys.set(id, { ...key, id, token: `t${number}` });
  }
  await services.keys.list('sample', null, true);
  expect(await ignore('old', null, keys())).toBe(false);
  expect(services.ignoredFindings.list('sample')).toEqual([]);
  expect((await activityOf()).items).toEqual([]);
});

it('ignores nothing that cannot be saved', async () => {
  vi.spyOn(memory.settingsStore, 'write').mockReturnValue('readOnly');
  await expect(ignore('old')).rejects.toMatchObject({ code: 'SETTINGS_NOT_SAVED' });
  expect(services.ignoredFindings.list('sample')).toEqual([]);
});

it('fault 173: a damaged decision in the settings file is dropped, and its keys are found again', async () => {
  await ignore('old', null, keys());
  const [first, second] = services.ignoredFindings.list('sample');
  const damaged = { ...first, kind: 'a finding of a later version' };
  const stored = { ...DEFAULT_SETTINGS, ignoredFindings: { sample: [damaged, second, 7], other: 'all' } };
  expect(settingsSchema.parse(stored).ignoredFindings).toEqual({ sample: [second], other: [] });
});

it('fault 174: a decision does not hold while the connection leads to another installation', async () => {
  const id = await addConnection();
  await services.keys.list(id, null, true);
  const decide = (reason: string) =>
    services.ignoredFindings.ignore(id, { kind: 'person', keys: keys(), reason, until: null });
  const lead = async (address: string) => {
    await services.connections.change({ ...CONNECTION_FORM, id, address });
    await services.keys.list(id, null, true);
  };
  const reasons = () => services.ignoredFindings.list(id).map(({ reason }) => reason);
  await decide('Here');
  await lead('https://other.example');
  expect(reasons()).toEqual([]);
  await decide('There');
  expect(reasons()).toEqual(['There']);
  await lead(CONNECTION_FORM.address);
  expect(reasons()).toEqual(['Here']);
});

it('forgets what was ignored with the connection', async () => {
  const id = await addConnection();
  await services.keys.list(id, null, true);
  await services.ignoredFindings.ignore(id, { kind: 'old', keys: keys(), reason: REASON, until: null });
  expect(services.ignoredFindings.list(id)).toHaveLength(2);
  await services.connections.remove(id);
  expect(memory.settingsStore.stored.ignoredFindings).toEqual({});
  expect(services.ignoredFindings.list('constructor')).toEqual([]);
});
