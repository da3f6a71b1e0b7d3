import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { secretOf } from '../fakes/memoryAdminApi.ts';
import { press } from './keyboard.ts';
import { openKeys, type openWindow } from './openWindow.tsx';
import { button, focusOn, goTo, text } from './pages/appWindow.ts';

const SECRET = secretOf('authkey.');
const TOKEN = /^[\da-f]{32}$/;

let { keys, memory }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
});

const countdown = page.getByRole('status').filter({ hasText: 'Secret copied' });
const copied = () => expect.poll(() => memory.clipboard.text);

/** Copies the secret of the first key; leaves its properties open. */
async function copySecret(): Promise<void> {
  await keys.rowAt(1).dblClick();
  await button('Copy secret').click();
  await copied().toContain(SECRET);
}

async function chooseClearing(label: string): Promise<void> {
  await goTo('Settings');
  const choice = page.getByRole('group', { name: 'Clear a copied secret' }).getByRole('button', { name: label });
  await choice.click();
  await expect.element(choice).toHaveAttribute('aria-pressed', 'true');
  await goTo('Authentication keys');
  await keys.waitForList();
}

test('the countdown outlives dialogs, other messages and pages, and can be ended by hand', async () => {
  await copySecret();
  await expect.element(countdown).toMatchTextContent(/clears in \d+ s/);
  await keys.closeProperties();
  await keys.search.click();
  await press('Control+Shift+C');
  await expect.element(text('Nothing was copied. Go to a key')).toBeVisible();
  await expect.element(countdown).toBeVisible();
  await goTo('Connections');
  await expect.element(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  await expect.element(countdown).toBeVisible();
  await button('Clear now').click();
  await expect.element(text('Clipboard cleared')).toBeVisible();
  expect(memory.clipboard.text).toBe('');
});

test('after its time the secret is gone, unless something else was copied, and the window says so', async () => {
  await chooseClearing('10 s');
  await copySecret();
  await expect.element(countdown).toMatchTextContent(/clears in (10|9) s/);
  memory.clock.advance(10_000);
  await expect.element(text('Clipboard cleared')).toBeVisible();
  expect(memory.clipboard.text).toBe('');

  await button('Copy secret').click();
  await copied().toContain(SECRET);
  memory.clipboard.text = 'my own text';
  memory.clock.advance(10_000);
  await expect.element(text('The clipboard has other content now')).toBeVisible();
  expect(memory.clipboard.text).toBe('my own text');
});

test('fault 70: where the clipboard can be read with the focus only, nothing is claimed without it', async () => {
  memory.clipboard.needsFocus = true;
  await copySecret();
  memory.focus.focused = false;
  memory.clock.advance(30_000);
  await expect.element(text('The clipboard could not be checked')).toBeVisible();
  memory.focus.focus();
  await expect.element(text('Clipboard cleared')).toBeVisible();
  expect(memory.clipboard.text).toBe('');
});

test('a secret stays where that was chosen, until it is cleared by hand', async () => {
  await chooseClearing('Never');
  await copySecret();
  await expect.element(countdown).toMatchTextContent('stays until you clear it');
  memory.clock.advance(3_600_000);
  await button('Clear now').click();
  await copied().toBe('');
});

test('one shortcut copies the token, then the secret: on a row, on a selected key and in the properties', async () => {
  const copy = () => press('Control+Shift+C');
  await focusOn(keys.rowAt(1));
  await copy();
  await expect.element(text('Token copied. Press Ctrl+Shift+C again for the secret.')).toBeVisible();
  expect(memory.clipboard.text).toMatch(TOKEN);
  const token = memory.clipboard.text;
  await copy();
  await expect.element(countdown).toBeVisible();
  await expect.element(text('Token copied.')).not.toBeInTheDocument();
  await copied().toContain(SECRET);

  await keys.row(token).getByRole('checkbox').click();
  await keys.search.click();
  await copy();
  await copied().toBe(token);
  await expect.element(countdown).not.toBeInTheDocument();
  await copy();
  await copied().toContain(SECRET);

  // The suggestions of the search would cover the row.
  await press('Escape');
  await keys.rowAt(1).dblClick();
  await copy();
  await copied().toMatch(TOKEN);
  await copy();
  await copied().toContain(SECRET);
});

test('a revealed secret hides without the focus and after 30 seconds, and leaves nothing behind', async () => {
  await keys.rowAt(1).dblClick();
  const secret = text(SECRET, keys.properties);
  const reveal = async () => {
    await button('Reveal secret').click();
    await expect.element(secret).toBeVisible();
  };
  const expectHidden = async () => {
    await expect.element(button('Reveal secret')).toBeVisible();
    expect(document.documentElement.outerHTML).not.toContain(SECRET);
  };
  await reveal();
  window.dispatchEvent(new Event('blur'));
  await expectHidden();
  await reveal();
  memory.clock.advance(30_000);
  await expectHidden();
});
