import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { tokenOf } from '../fakes/memoryAdminApi.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { FIRST, focusOnTarget, openIncident, pasteInto, SECOND } from './incidentSteps.ts';
import { press, type } from './keyboard.ts';
import { button, field, focusOn, text } from './pages/appWindow.ts';

const SECRET = `${'Zm9v'.repeat(21)}AQ==`;

const tokens = () => page.getByRole('textbox', { name: 'Leaked tokens' });
const production = () => page.getByRole('checkbox', { name: /^Production: disable/ });

test('a pasted log with noise becomes tokens; secret keys are neither kept nor shown; a run is confirmed and restored', async () => {
  const { working, memory } = await openIncident();
  const noise = `GET /x HMAC-SHA256 Credential=${FIRST.toUpperCase()}&Signature=abc=\n"${SECOND}",${SECRET}\n${FIRST} ${'e'.repeat(32)} ${FIRST.slice(1)}`;
  await pasteInto(tokens(), noise);
  await expect.element(text('3 tokens · 1 repetition left out')).toBeVisible();
  await expect.element(text('1 secret key was in the text')).toBeVisible();
  await expect.element(text('fewer than 32 digits')).toBeVisible();
  await expect.element(tokens()).toHaveValue([FIRST, SECOND, 'e'.repeat(32)].join('\n'));
  expect(document.documentElement.outerHTML).not.toContain(SECRET.slice(0, 20));

  await button('Find the keys').click();
  await expect.element(text('2 keys to disable · 1 account loses access')).toBeVisible();
  await expect.element(text('1 token is in no list')).toBeVisible();
  await expect.element(text('eeeeeeee…eeee')).toBeVisible();
  const run = button('Disable 3 keys');
  await expect.element(run).toBeDisabled();
  await production().click();
  await expect.element(production()).toHaveAccessibleName('Production: disable 1 key in Live');
  await expect.element(run).toBeDisabled();
  await field('Type the number of keys: 3').fill('3');
  await run.click();
  await expect.element(text('2 keys disabled')).toBeVisible();
  expect(working()).toEqual([0, 0]);
  await text('Needs attention: 1').click();
  await expect.element(text('eeeeeeee…eeee · In no list')).toBeVisible();

  memory.fileDialogs.choice = '/home/anna/report.csv';
  await button('Export…').click();
  await page.getByRole('radio', { name: 'CSV' }).click();
  await button('Export', page.getByRole('dialog')).click();
  await expect
    .element(text('The report of 4 keys and tokens was saved as report.csv in the folder anna'))
    .toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/anna/report.csv'));
  expect(table?.rows.map((row) => [row[0], row[5]])).toEqual([
    ['Trial', 'Disabled'],
    ['Trial', 'Disabled'],
    ['Live', 'Disabled'],
    ['', 'In no list'],
  ]);
  expect(JSON.stringify(table)).not.toContain(FIRST);

  memory.fileDialogs.choice = '/home/anna/report.pdf';
  await button('Export…').click();
  await button('Export', page.getByRole('dialog')).click();
  await expect.element(text('saved as report.pdf in the folder anna')).toBeVisible();
  expect(memory.printer.documents[0]?.body).toContain('<bdi>Live (Production)</bdi>');
  await button('Export…').click();
  await page.getByRole('radio', { name: 'Text for a ticket' }).click();
  await button('Copy', page.getByRole('dialog')).click();
  await expect.element(text('The report was copied as Markdown.')).toBeVisible();
  expect(memory.clipboard.text).toContain('| Live | Production | admin | Done | Disabled: 1 |');

  await button('Restore everything').click();
  await expect.element(text('2 keys restored')).toBeVisible();
  expect(working()).toEqual([2, 1]);
  await button('Remove from this page').click();
  await expect.element(text('2 keys restored')).not.toBeInTheDocument();
});

test('fault 178: while one connection is down, the rest is done and the open part is offered on every page after a restart', async () => {
  const { live, working, restart } = await openIncident();
  live.failure = new AppError('UNREACHABLE', 'down');
  await pasteInto(tokens(), `${FIRST} ${SECOND}`);
  await button('Find the keys').click();
  await expect.element(text('The installation cannot be reached. This is the list of')).toBeVisible();
  await production().click();
  await field('Type the number of keys: 3').fill('3');
  await button('Disable 3 keys').click();
  await expect.element(text('1 key still to disable')).toBeVisible();
  expect(working()).toEqual([0, 1]);
  await restart();
  await expect.element(text('is not finished')).toBeVisible();
  await expect.element(text('Still open: Live.')).toBeVisible();
  live.failure = null;
  await button('Incident', page.getByRole('note')).click();
  await expect.element(button('Continue with what is open')).toBeDisabled();
  await production().click();
  await button('Continue with what is open').click();
  await expect.element(text('Done').nth(1)).toBeVisible();
  expect(working()).toEqual([0, 0]);
});

test('the keys of an account are found by keyboard alone, and a connection can be left out', async () => {
  const { working } = await openIncident();
  await focusOn(button('An account'));
  await press('Enter');
  await focusOn(page.getByRole('combobox', { name: 'User name' }));
  await type('SVC.erp');
  await press('Enter');
  await expect.element(page.getByRole('heading', { name: 'Found: Account SVC.erp' })).toHaveFocus();
  await expect.element(button('Disable 3 keys')).toBeVisible();
  await focusOn(page.getByRole('checkbox', { name: 'Disable in Live' }));
  await press('Space');
  await expect.element(production()).not.toBeInTheDocument();
  await focusOnTarget('Type the number of keys: 2');
  await type('2');
  await press('Enter');
  await expect.element(text('2 keys disabled')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: /^Incident of/ })).toHaveFocus();
  expect(working()).toEqual([0, 1]);
});

test('keys are found by role and by period; all keys only in connections chosen by hand; nothing found says so', async () => {
  await openIncident();
  await button('A system role').click();
  await page.getByRole('combobox', { name: 'System role' }).fill('API integrations');
  await button('Find the keys').click();
  await expect.element(button('Disable 3 keys')).toBeVisible();
  await button('Discard').click();
  await expect.element(button('Disable 3 keys')).not.toBeInTheDocument();

  await button('An account').click();
  await page.getByRole('combobox', { name: 'User name' }).fill('nobody');
  await button('Find the keys').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('No working key was found');
  await expect.element(button('Disable 0 keys')).toBeDisabled();

  await button('A period').click();
  await expect.element(button('Find the keys')).toBeDisabled();
  await page.getByRole('spinbutton', { name: 'Day' }).first().click();
  await type('02May2025');
  await button('Find the keys').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('No working key was found');
  await page.getByRole('spinbutton', { name: 'Day' }).first().click();
  await type('01May2025');
  await button('Find the keys').click();
  await expect.element(page.getByRole('heading', { name: 'Found: Keys created from 01 May 2025' })).toBeVisible();
  await expect.element(button('Disable 3 keys')).toBeVisible();

  await button('All keys').click();
  await expect.element(button('Find the keys')).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Trial', exact: true }).click();
  await button('Find the keys').click();
  await expect.element(button('Disable 2 keys')).toBeVisible();
});

test('names are suggested from the lists of all connections, and an unknown one is pointed out', async () => {
  const { live, services } = await openIncident();
  live.keys.set('authkey.9', {
    ...live.keys.get('authkey.2'),
    id: 'authkey.9',
    accountId: 'account.9',
    username: 'b.petrova',
    fullName: 'Вера Петрова',
  } as never);
  await services.keys.list(services.connections.stored[1]?.id ?? '', null, true);
  await button('An account').click();
  const name = page.getByRole('combobox', { name: 'User name' });
  await name.fill('петр');
  await expect.element(text('No list on this computer has a key of this account.')).toBeVisible();
  await press('ArrowDown');
  await press('Enter');
  await expect.element(name).toHaveValue('b.petrova');
  await expect.element(text('The user name in full; the same in all connections.')).toBeVisible();
  await press('Enter');
  await expect.element(button('Disable 1 key')).toBeVisible();
  await button('A system role').click();
  await page.getByRole('combobox', { name: 'System role' }).fill('api');
  await expect.element(page.getByRole('main').getByRole('option', { name: 'API integrations' })).toBeVisible();
});

test('a key and an account are left out by keyboard alone, and the report says by whom', async () => {
  const { trial, working } = await openIncident();
  trial.keys.set('authkey.9', {
    ...trial.keys.get('authkey.1'),
    id: 'authkey.9',
    token: tokenOf('authkey.9'),
    accountId: 'account.9',
    username: 'anna',
    fullName: 'Anna',
  } as never);
  await button('All keys').click();
  await page.getByRole('checkbox', { name: 'Trial', exact: true }).click();
  await button('Find the keys').click();
  await expect.element(button('Disable 3 keys')).toBeVisible();
  await focusOn(text('Choose single keys and accounts'));
  await press('Enter');
  await focusOn(page.getByRole('checkbox', { name: 'Anna · anna · 1 key' }));
  await press('Space');
  await expect.element(button('Disable 2 keys')).toBeVisible();
  await focusOn(page.getByRole('checkbox', { name: FIRST.slice(-4) }));
  await press('Space');
  await expect.element(text('1 key to disable · 2 left out by you · 1 account keeps access')).toBeVisible();
  await expect.element(page.getByRole('checkbox', { name: '2 keys, 1 of them left out' })).toBePartiallyChecked();
  await button('Disable 1 key').click();
  await expect.element(text('1 key disabled · 2 left out by you')).toBeVisible();
  expect(working()).toEqual([2, 1]);
  await text('Needs attention: 2').click();
  await expect.element(text('Trial · anna · 01234567…0009 · Left out by you')).toBeVisible();
});

test('a connection that was never reached says so after the restoration of the others', async () => {
  const { live, working } = await openIncident();
  live.failure = new AppError('UNREACHABLE', 'down');
  await pasteInto(tokens(), `${FIRST} ${SECOND}`);
  await button('Find the keys').click();
  await production().click();
  await field('Type the number of keys: 3').fill('3');
  await button('Disable 3 keys').click();
  await button('Restore everything').click();
  await expect.element(text('2 keys restored')).toBeVisible();
  await expect.element(text('Nothing had been disabled here.')).toBeVisible();
  expect(working()).toEqual([2, 1]);
});

test('a list is opened from a file, and a run goes on while the window is locked', async () => {
  const { memory, trial, working } = await openIncident();
  memory.fileDialogs.choice = '/home/anna/leak';
  memory.userFiles.files.set('/home/anna/leak.txt', `x ${FIRST}\r\n${SECRET}`);
  await button('Open a file…').click();
  await expect.element(text('1 token · From the file leak.txt')).toBeVisible();
  await button('Find the keys').click();
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const edit = trial.editKey.bind(trial);
  vi.spyOn(trial, 'editKey').mockImplementation(async (...call) => {
    await promise;
    return edit(...call);
  });
  await button('Disable 1 key').click();
  await expect.element(text('Trial: 0 of 1')).toBeVisible();
  await button('Lock').click();
  await expect.element(button('Unlock')).toBeVisible();
  release();
  await button('Unlock').click();
  await expect.element(text('1 key disabled')).toBeVisible();
  expect(working()).toEqual([1, 1]);
});

test('a run that is stopped leaves the rest open, which can be continued, in Russian', async () => {
  const { trial, working } = await openIncident({ language: 'ru' });
  for (let index = 10; index < 30; index += 1) {
    const id = `authkey.${index}`;
    trial.keys.set(id, { ...trial.keys.get('authkey.1'), id, token: tokenOf(id) } as never);
  }
  await button('Один аккаунт').click();
  await page.getByRole('combobox', { name: 'Имя пользователя' }).fill('svc.erp');
  await page.getByRole('checkbox', { name: 'Live' }).click();
  await button('Найти ключи').click();
  await expect.element(text('Будут приостановлены 22 ключа · 1 аккаунт потеряет доступ')).toBeVisible();
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const edit = trial.editKey.bind(trial);
  const edits = vi.spyOn(trial, 'editKey').mockImplementation(async (...call) => {
    await promise;
    return edit(...call);
  });
  await field('Введите количество ключей: 22').fill('22');
  await button('Приостановить 22 ключа').click();
  await expect.poll(() => edits.mock.calls.length).toBeGreaterThan(0);
  await button('Остановить').click();
  release();
  await expect.element(text('Не завершено')).toBeVisible();
  expect(working()[0]).toBeGreaterThan(10);
  await button('Завершить начатое').click();
  await expect.element(text('Готово')).toBeVisible();
  expect(working()).toEqual([0, 1]);
});
