import { expect, it } from 'vitest';
import { adoptedKeyId } from '../../../../shared/model/adoptedKey.ts';
import { tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { activityOf, addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const TOKEN = '0f'.repeat(16);
const SECRET = Buffer.from('canary of an adopted key').toString('base64');
const KEY = { id: adoptedKeyId(TOKEN), token: TOKEN };
const ADOPTION = { token: TOKEN, secretKey: SECRET, label: 'Partner', expirationDate: '2027-01-01T00:00:00.000Z' };
const adopt = (connectionId = 'sample', part: Partial<typeof ADOPTION> = {}) =>
  services.recordedAdoption.add(connectionId, { ...ADOPTION, ...part });
const stored = () => JSON.stringify(memory.settingsStore.stored);

startBeforeEach();

it('keeps the secret in the keychain only, and gives it back after a restart', async () => {
  await adopt();
  expect(services.adoptedKeys.list('sample')).toMatchObject([
    { token: TOKEN, label: 'Partner', expirationDate: ADOPTION.expirationDate },
  ]);
  expect(stored()).not.toContain(SECRET);
  expect([...memory.secretStore.items.values()].some((item) => item.endsWith(SECRET))).toBe(true);
  await services.close();
  startAgain();
  expect(await services.keys.readSecret('sample', KEY)).toBe(SECRET);
});

it('is copied like a key of the list, and recorded without the secret', async () => {
  await adopt();
  await services.recorded.copyToken('sample', KEY);
  expect(memory.clipboard.text).toBe(TOKEN);
  await services.recorded.copySecret('sample', KEY);
  expect(memory.clipboard.text).toBe(SECRET);
  await services.recordedAdoption.remove('sample', TOKEN);
  const { items: entries } = await activityOf();
  expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).toReversed()).toEqual([
    'adopted done',
    'tokenCopied done',
    'secretCopied done',
    'adoptionRemoved done',
  ]);
  expect(JSON.stringify([entries, memory.logger.lines])).not.toContain(SECRET);
  expect(JSON.stringify(entries)).not.toContain(TOKEN);
});

it('fault 159: without a keychain nothing is adopted, and nothing is written elsewhere', async () => {
  memory.secretStore.problem = 'locked';
  await expect(adopt()).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE', detail: 'locked' });
  expect(services.adoptedKeys.list('sample')).toEqual([]);
  expect(stored()).not.toContain(SECRET);
  expect((await activityOf()).items).toMatchObject([{ action: 'adopted', outcome: 'failed' }]);
});

it('fault 159: a token that is adopted already or in the list is rejected, and another connection may adopt it', async () => {
  await adopt();
  const rejection = (problem: string) => ({ code: 'VALIDATION', issues: [{ path: 'token', problem }] });
  await expect(adopt()).rejects.toMatchObject(rejection('alreadyAdopted'));
  await services.keys.list('sample');
  await expect(adopt('sample', { token: tokenOf('authkey.1') })).rejects.toMatchObject(rejection('inList'));
  const id = await addConnection();
  await adopt(id);
  expect(services.adoptedKeys.list(id)).toHaveLength(1);
});

it('fault 159: an entry that was moved to another token in the settings file does not get the secret', async () => {
  await adopt();
  const other = 'ab'.repeat(16);
  const { stored: settings } = memory.settingsStore;
  memory.settingsStore.stored = {
    ...settings,
    adoptedKeys: settings.adoptedKeys.map((key) => ({ ...key, token: other })),
  };
  startAgain();
  await expect(services.keys.readSecret('sample', { id: adoptedKeyId(other), token: other })).rejects.toMatchObject({
    code: 'KEYCHAIN_UNAVAILABLE',
  });
});

it('removes the secret with the key and with its connection', async () => {
  const before = memory.secretStore.items.size;
  await adopt();
  expect(await services.adoptedKeys.remove('sample', TOKEN)).toEqual({ secretRemoved: true });
  const id = await addConnection();
  await adopt(id);
  await services.connections.remove(id);
  expect(memory.settingsStore.stored.adoptedKeys).toEqual([]);
  expect([...memory.secretStore.items.values()].filter((item) => item.includes(SECRET))).toEqual([]);
  expect(before).toBe(0);
});

it('label and expiry can be changed, the expiry be left out', async () => {
  await adopt();
  services.adoptedKeys.edit('sample', TOKEN, { label: 'Other', expirationDate: null });
  expect(services.adoptedKeys.list('sample')).toMatchObject([{ label: 'Other', expirationDate: null }]);
  expect(services.keys.factsOf('sample', KEY)).toMatchObject({ fullName: 'Other', expirationDate: null });
});
