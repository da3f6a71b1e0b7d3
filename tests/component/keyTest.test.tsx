import { describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ProbeResponse } from '../../electron/ports.ts';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { type KeyTestCode, verdictOf } from '../../shared/model/keyTest.ts';
import { AppError, type AppErrorOptions, type ErrorCode, fail, succeed } from '../../shared/result.ts';
import { CANARY_SECRET, FULL_ACCESS } from '../fakes/memoryAdminApi.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press } from './keyboard.ts';
import { isCut } from './layout.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { focusOn } from './pages/appWindow.ts';

type Responses = Readonly<Partial<ProbeResponse>>;
const accepted: ProbeResponse = {
  outcome: succeed(FULL_ACCESS),
  serverTime: null,
  signsBareHost: false,
  arrival: null,
};
const rejected = (code: ErrorCode, options: AppErrorOptions = {}, more: Responses = {}): ProbeResponse => ({
  ...accepted,
  outcome: fail(new AppError(code, '', options)),
  ...more,
});
const signature = { reason: { kind: 'signature' } } as const;
const changed = (part: 'path' | 'host' | 'header') =>
  rejected('UNAUTHORIZED', signature, {
    arrival: { kind: 'changed', part, sent: 'gate.example:8443', received: 'inner.example' },
  });
const credential = (problem: 'unknownToken' | 'expired' | 'unsigned') =>
  rejected('UNAUTHORIZED', { reason: { kind: 'credential', problem } });
const account = (problem: 'archived' | 'deactivated' | 'noPermission') =>
  rejected('NOT_PERMITTED', { reason: { kind: 'account', problem } });

/** A response for every result, and something that its explanation says in each language. */
const RESPONSES: Readonly<Record<Exclude<KeyTestCode, 'notTested'>, () => readonly [ProbeResponse, RegExp, RegExp]>> = {
  works: () => [accepted, /accepted a call/, /приняла запрос/],
  clockOff: () => [
    { ...accepted, serverTime: Date.now() - 20 * 60_000 },
    /1,?(200|199|201) seconds ahead/,
    /спешат на 1\s?(200|199|201) секунд/,
  ],
  hostWithoutPort: () => [{ ...accepted, signsBareHost: true }, /\$http_host/, /\$http_host/],
  expired: () => [credential('expired'), /Extend it/, /Продлите его/],
  unknownToken: () => [credential('unknownToken'), /it was deleted/, /его удалили/],
  wrongSecret: () => [
    rejected('UNAUTHORIZED', signature, { arrival: { kind: 'unchanged' } }),
    /belongs to another key/,
    /относится к другому токену/,
  ],
  accountArchived: () => [account('archived'), /from the archive/, /из архива/],
  accountDeactivated: () => [account('deactivated'), /Activate the account/, /Включите аккаунт/],
  noApiCalls: () => [account('noPermission'), /system role/, /системную роль/],
  notPermitted: () => [rejected('NOT_PERMITTED'), /lacks a permission/, /не хватает права/],
  signatureRejected: () => [rejected('UNAUTHORIZED', signature), /Test another key/, /Проверьте другой ключ/],
  pathRewritten: () => [changed('path'), /Arrived: inner\.example/, /Получено: inner\.example/],
  hostRewritten: () => [changed('host'), /Sent: gate\.example:8443/, /Отправлено: gate\.example:8443/],
  headerRewritten: () => [changed('header'), /x-ms-content-sha256/, /x-ms-content-sha256/],
  signatureRemoved: () => [credential('unsigned'), /Authorization/, /Authorization/],
  clockRejected: () => [rejected('CLOCK_SKEW'), /did not say its time/, /не сообщила своё время/],
  throttled: () => [
    rejected('THROTTLED', { times: { retryAt: '2126-11-27T22:30:00.000Z' } }),
    /signs with a wrong secret.*2126/,
    /подписывает неверным.*2126/,
  ],
  intercepted: () => [
    rejected('INTERCEPTED', {
      detail: 'HTTP 401, nginx/1.22.1, Negotiate',
      reason: { kind: 'interception', by: 'signIn' },
    }),
    /NTLM.*nginx\/1\.22\.1/,
    /NTLM.*nginx\/1\.22\.1/,
  ],
  notReachable: () => [
    rejected('UNREACHABLE', {
      detail: 'ECONNREFUSED',
      reason: { kind: 'network', cause: 'refused', sent: 'nothing' },
    }),
    /nothing listens on this port.*ECONNREFUSED/,
    /порт.*ECONNREFUSED/,
  ],
  platformFailed: () => [rejected('SERVER_FAILED', { detail: 'code 7' }), /code 7/, /code 7/],
  secretNotRead: () => [rejected('NOT_PERMITTED'), /permission/, /прав/],
};

const CODES = Object.keys(RESPONSES) as (keyof typeof RESPONSES)[];
const CASES = (['en', 'ru'] as const).flatMap((language) => CODES.map((code) => [code, language] as const));

/** Has the installation respond to every signed call alike. */
function respondWith({ connectionProbe, adminApi }: MemoryPorts, code: keyof typeof RESPONSES): void {
  if (code === 'secretNotRead') {
    adminApi.readSecret = () => Promise.reject(new AppError('NOT_PERMITTED', '', { detail: 'lacks a permission' }));
  } else {
    connectionProbe.askPermissions = async () => RESPONSES[code]()[0];
  }
}

const textsOf = (language: 'en' | 'ru') => ({ en: english, ru: russian })[language];

test.each(CASES)('%s is shown with its next step in properties, row and journal (%s)', async (code, language) => {
  const { keyTest, keys, app, activity } = textsOf(language);
  const { services, memory } = await openWindow({ language, prepare: (ports) => respondWith(ports, code) });
  const grid = page.getByRole('grid');
  await grid.getByRole('row').nth(1).dblClick();
  const properties = page.getByRole('dialog', { name: keys.properties.title });
  const field = properties.getByRole('group', { name: keyTest.label });
  await expect.element(field).toMatchTextContent(keyTest.never);
  await field.getByRole('button', { name: keyTest.testKey }).click();
  const { title } = keyTest.results[code];
  await expect.element(field).toMatchTextContent(title);
  await expect.element(field).toMatchTextContent(RESPONSES[code]()[language === 'en' ? 1 : 2]);
  await properties.getByRole('button', { name: app.close, exact: true }).click();
  const mark = grid.getByRole('row').nth(1).getByTitle(`${title} · `, { exact: false });
  await expect.element(mark).toMatchTextContent(/ · \d\d:\d\d$/);
  const [entry] = (
    await services.activity.list({ connectionId: null, search: '', actions: activity.actions }, { skip: 0, take: 1 })
  ).items;
  expect(entry).toMatchObject({ action: 'tested', testCode: code });
  await page.getByRole('navigation').getByRole('button', { name: activity.title }).click();
  await expect.element(page.getByRole('table').getByText(title, { exact: true })).toBeVisible();
  expect(document.documentElement.outerHTML).not.toContain(CANARY_SECRET);
  expect(memory.clipboard.text).toBe('');
});

describe('a row', () => {
  test('is tested by the shortcut, keeps its result until the key changes, and has it again after unlocking', async () => {
    const { keys, services, memory } = await openKeys();
    await focusOn(keys.rowAt(1));
    await press('Control+T');
    await expect.element(page.getByText(/: Works$/)).toBeVisible();
    await expect.element(keys.rowAt(1)).toMatchTextContent(/Works · \d\d:\d\d/);

    await page.getByRole('navigation').getByRole('button', { name: 'Connections' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'Keys' }).click();
    await expect.element(keys.rowAt(1)).toMatchTextContent(/Works · \d\d:\d\d/);

    const [result] = services.keyTests.results('sample');
    const key = memory.adminApi.keys.get(result?.id ?? '');
    expect(key).toBeDefined();
    if (key !== undefined) {
      memory.adminApi.keys.set(key.id, { ...key, version: key.version + 1 });
    }
    await press('Control+R');
    await expect.element(keys.rowAt(1)).not.toMatchTextContent('Works');
  });

  test('that does not work says in a message what to do', async () => {
    const { keys } = await openKeys({ prepare: (ports) => respondWith(ports, 'expired') });
    await focusOn(keys.rowAt(1));
    await press('Control+T');
    await expect.element(page.getByText(/: Expired/)).toBeVisible();
    await expect.element(page.getByText(/Extend it, or create a new key/)).toBeVisible();
  });

  test.each([1024, 1440])(
    'in compact density the mark has its text as name and cuts no status at %i px',
    async (width) => {
      const before = await openKeys();
      before.services.keyViews.set('sample', { ...before.services.keyViews.get('sample'), density: 'compact' });
      const { keys } = await openKeys({ memory: before.memory, size: [width, 800] });
      await press('Control+T');
      await page.getByRole('button', { name: /^Test \d+ keys$/ }).click();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await expect.element(keys.rowAt(1).getByRole('img', { name: /^Works · \d\d:\d\d$/ })).toBeVisible();
      const chips = [...document.querySelectorAll('.status-chip')];
      expect(chips.length).toBeGreaterThan(5);
      expect(chips.filter(isCut)).toEqual([]);
    },
  );
});

describe('many keys', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Test keys' });
  const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });
  const summary = () => dialog().getByRole('status', { name: 'Results' });

  test('are tested by keyboard alone; the summary counts them per result, and the others are tested again', async () => {
    const { keys, memory } = await openKeys({ count: 60 });
    const tokens = [...memory.adminApi.keys.values()].map(({ token }) => token);
    const broken = new Set(tokens.slice(0, 3));
    const asked: string[] = [];
    memory.connectionProbe.askPermissions = async ({ credentials }) => {
      const token = credentials.kind === 'key' ? credentials.token : '';
      asked.push(token);
      return broken.has(token) ? credential('expired') : accepted;
    };
    await focusOn(keys.rowAt(1));
    await press('Control+A');
    await press('Control+T');
    await expect.element(dialog()).toMatchTextContent(/last use of the key/);
    await focusOn(inDialog('Test 60 keys'));
    await press('Enter');
    await expect.element(summary()).toMatchTextContent(/Works: 57 keys/);
    await expect.element(summary()).toMatchTextContent(/Expired: 3 keys.*Extend it/);
    expect(summary().getByRole('listitem').length).toBe(3);
    expect(asked).toHaveLength(60);

    broken.clear();
    await focusOn(inDialog('Test 3 keys again'));
    await press('Enter');
    await expect.element(summary()).toMatchTextContent(/Works: 60 keys/);
    expect(asked).toHaveLength(63);
    await press('Escape');
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(keys.rowAt(1)).toMatchTextContent(/Works · /);
  });

  test('that match the search are tested from outside of the rows', async () => {
    const { keys } = await openKeys({ count: 60 });
    await keys.search.fill('Generated User');
    await expect.element(page.getByText(/of 60 shown/).first()).toBeVisible();
    await press('Control+T');
    await expect.element(dialog()).toMatchTextContent(/\d\d keys/);
    await expect.element(inDialog(/^Test \d\d keys$/)).toBeVisible();
    await expect.element(inDialog('Test 60 keys')).not.toBeInTheDocument();
  });

  test('fault 123: a network cut in the middle keeps what was found and calls no key wrong', async () => {
    const { keys, memory } = await openKeys({ count: 60 });
    let asked = 0;
    memory.connectionProbe.askPermissions = async () => {
      asked += 1;
      return asked > 20 ? RESPONSES.notReachable()[0] : accepted;
    };
    await focusOn(keys.rowAt(1));
    await press('Control+A');
    await press('Control+T');
    await inDialog('Test 60 keys').click();
    await expect.element(summary()).toMatchTextContent(/Works: 20 keys/);
    await expect.element(summary()).toMatchTextContent(/Not tested: \d\d keys.*The installation cannot be reached/);
    await expect.element(summary()).not.toMatchTextContent(/Expired|secret|Unknown token/);
    await expect.element(inDialog('Test 40 keys again')).toBeVisible();
  });

  test('are stopped at once, with their progress shown before', async () => {
    const { keys, memory, services } = await openKeys({ count: 60 });
    let asked = 0;
    memory.connectionProbe.askPermissions = () => {
      asked += 1;
      return asked > 10 ? new Promise(() => {}) : Promise.resolve(accepted);
    };
    await focusOn(keys.rowAt(1));
    await press('Control+A');
    await press('Control+T');
    await inDialog('Test 60 keys').click();
    await expect.element(dialog().getByRole('status')).toMatchTextContent('10 of 60 tested · 10 work');
    await expect.element(dialog().getByRole('progressbar')).toBeVisible();
    await inDialog('Stop').click();
    await expect.element(summary()).toMatchTextContent(/Works: 10 keys/);
    await expect.element(summary()).toMatchTextContent(/Not tested: 50 keys.*The test was stopped/);
    expect(services.keyTests.results('sample').map(verdictOf)).not.toContain('notTested');
  });

  test('cannot be tested where secrets may not be read', async () => {
    const { keys } = await openKeys({
      prepare: ({ adminApi }) => {
        vi.spyOn(adminApi, 'getPermissions').mockResolvedValue({ ...FULL_ACCESS, canReadSecret: false });
      },
    });
    await keys.rowAt(1).dblClick();
    const field = keys.properties.getByRole('group', { name: 'Test' });
    await expect.element(field.getByRole('button', { name: 'Test the key' })).toBeDisabled();
  });
});
