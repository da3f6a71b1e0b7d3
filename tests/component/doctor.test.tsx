import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { press } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';

const SECRET = `${'Zm9v'.repeat(21)}Zg==`;
const OTHER_TOKEN = '0'.repeat(31);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** A signed request as raw HTTP. @param zone what its date ends with. */
function requestOf(token: string, { zone = 'GMT', secret = SECRET, now = Date.now() } = {}): string {
  const date = new Date(now).toUTCString().replace('GMT', zone);
  const hash = base64(sha256(utf8ToBytes('{}')));
  const path = '/api/public/system/Method';
  const key = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const signature = base64(hmac(sha256, key, utf8ToBytes(`POST\n${path}\n${date};platform.example;${hash}`)));
  return [
    `POST ${path} HTTP/1.1`,
    'Host: platform.example',
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${hash}`,
    `Authorization: HMAC-SHA256 Credential=${token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    'Content-Type: application/json',
    '',
    '{}',
  ].join('\n');
}

/** Opens the page over an installation with two keys. */
async function openDoctor() {
  const opened = await openKeys({ count: 2 });
  const [key] = [...opened.memory.adminApi.keys.values()];
  if (key === undefined) {
    throw new Error('The installation has no keys.');
  }
  vi.spyOn(opened.memory.adminApi, 'readSecret').mockResolvedValue({ key, secretKey: SECRET });
  await goTo('Check a request');
  const check = async (request: string): Promise<void> => {
    await field('Request').fill(request);
    await button('Check').click();
  };
  const pasted = page.getByRole('region', { name: 'Pasted text' });
  return { ...opened, key, now: opened.memory.clock.now(), check, pasted };
}

test('by keyboard alone: the first mistake is read out, marked in the text, and what to write instead is said', async () => {
  const { key, now, pasted } = await openDoctor();
  await expect.element(field('Request')).toHaveFocus();
  await field('Request').fill(requestOf(key.token, { zone: '+0300', now }));
  await press('Control+Enter');
  const heading = page.getByRole('heading', { name: 'The date is not in GMT' });
  await expect.element(heading).toHaveFocus();
  await expect.element(text('Read as: raw HTTP')).toBeVisible();
  await expect.element(pasted.getByText('+0300', { exact: false }).first()).toBeVisible();
  expect(pasted.element().querySelector('mark')?.textContent).toContain('+0300');
  await focusOn(button('Change the text'));
  await press('Enter');
  await expect.element(field('Request')).toHaveValue(requestOf(key.token, { zone: '+0300', now }));
});

test('the secret key is taken from the key that the token names, after a click, and never shown', async () => {
  const { key, now, check, memory } = await openDoctor();
  await check(requestOf(key.token, { now }));
  await expect.element(page.getByRole('heading', { name: 'Nothing wrong was found so far' })).toHaveFocus();
  await expect.element(text(`Key: ${key.fullName} (Sample platform)`)).toBeVisible();
  expect(memory.adminApi.readSecret).not.toHaveBeenCalled();
  await button('Check the signature').click();
  await expect.element(page.getByRole('heading', { name: 'Nothing is wrong with this request' })).toHaveFocus();
  expect(memory.adminApi.readSecret).toHaveBeenCalledOnce();
  expect(document.documentElement.outerHTML).not.toContain(SECRET.slice(0, 20));
  await expect.element(text('POST⏎')).toBeVisible();
});

test('a wrong signature is found with the secret key', async () => {
  const { key, now, check } = await openDoctor();
  await check(requestOf(key.token, { now, secret: `${'YmFy'.repeat(21)}Zg==` }));
  await button('Check the signature').click();
  await expect
    .element(
      page.getByRole('heading', { name: 'The signature was made with another secret key or for another request' }),
    )
    .toHaveFocus();
});

test('for a token that no connection has, a secret key can be entered once, and is not kept', async () => {
  const { now, check, memory } = await openDoctor();
  await check(requestOf(`${OTHER_TOKEN}1`, { now }));
  await expect.element(text('KeyDesk does not know the token of this request')).toBeVisible();
  await field('Secret key').fill(SECRET);
  await press('Enter');
  await expect.element(page.getByRole('heading', { name: 'Nothing is wrong with this request' })).toHaveFocus();
  expect(document.documentElement.outerHTML).not.toContain(SECRET.slice(0, 20));
  expect(JSON.stringify([memory.settingsStore.stored, memory.logger.lines])).not.toContain(SECRET);
  expect(memory.logger.redacted).toContain(SECRET);
});

test('a secret key in the text is masked in what is shown, and warned about', async () => {
  const { key, now, check, pasted } = await openDoctor();
  await check(`secret = ${SECRET}\n\n${requestOf(key.token, { now })}`);
  await expect.element(text('The text contains a secret key or a password')).toBeVisible();
  await expect.element(pasted.getByText('secret = ••••••••', { exact: false })).toBeVisible();
  expect(document.documentElement.outerHTML).not.toContain(SECRET.slice(0, 20));
});

test('the text is gone when the page is left, and when KeyDesk is locked', async () => {
  const { key, now, check, pasted, services } = await openDoctor();
  await check(requestOf(key.token, { now }));
  await expect.element(pasted).toBeVisible();
  await goTo('Settings');
  await goTo('Check a request');
  await expect.element(field('Request')).toHaveValue('');
  await check(requestOf(key.token, { now }));
  await expect.element(pasted).toBeVisible();
  services.lock.lock();
  await expect.element(button('Unlock')).toBeVisible();
  await button('Unlock').click();
  await expect.element(field('Request')).toHaveValue('');
});

test('one of several requests is chosen', async () => {
  const { key, now, check } = await openDoctor();
  await check(`${requestOf(key.token, { now })}\n\n\n${requestOf(key.token, { now, zone: '+0300' })}`);
  await expect.element(page.getByRole('heading', { name: 'Nothing wrong was found so far' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Request to check' }).click();
  await page.getByRole('option', { name: '2 of 2' }).click();
  await expect.element(page.getByRole('heading', { name: 'The date is not in GMT' })).toHaveFocus();
});

test.each([
  ['no request', 'Dear colleagues, it does not work.', 'No request was recognized'],
  ['something that is not text', 'PK\u0003\u0004\u0000\u0000\u0008', 'This is not text'],
  ['more than 1 MB', 'x'.repeat(1_048_577), 'The text is too long'],
])('%s is named as such, and the text can be changed', async (_what, pastedText, title) => {
  const { check } = await openDoctor();
  await check(pastedText);
  await expect.element(page.getByRole('heading', { name: title })).toHaveFocus();
  await button('Clear').click();
  await expect.element(field('Request')).toHaveValue('');
});

test('an example shows what the page does', async () => {
  await openDoctor();
  await button('Insert an example').click();
  await button('Check').click();
  await expect.element(page.getByRole('heading', { level: 2 })).toHaveFocus();
  await expect.element(text('Further findings')).toBeVisible();
});

test('the page is opened from a key with ? and says when the request uses another one', async () => {
  const { keys, memory, now, check } = await openDoctor();
  await goTo('Authentication keys');
  await keys.rowAt(1).dblClick();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  const shown = page.getByRole('dialog').element().textContent ?? '';
  const all = [...memory.adminApi.keys.values()];
  const opened = all.find(({ token }) => shown.includes(token));
  const other = all.find(({ token }) => !shown.includes(token));
  await press('?');
  await expect.element(page.getByRole('heading', { name: 'Check a request' })).toBeVisible();
  await expect.element(text(`Opened for the key of ${opened?.fullName}`)).toBeVisible();
  await check(requestOf(other?.token ?? '', { now }));
  await expect.element(text('The request uses another key')).toBeVisible();
  await goTo('Settings');
  await goTo('Check a request');
  await expect.element(field('Request')).toHaveFocus();
  expect(text('Opened for the key of').elements()).toEqual([]);
});
