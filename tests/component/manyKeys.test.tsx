import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { press } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';

const OF_ONE = 5_000;
const COUNT = OF_ONE + 3;
const ONE = { accountId: 'account.1', username: 'svc.one', fullName: 'The one account' };
const OTHER = { accountId: 'account.2', username: 'svc.other', fullName: 'Another account' };

test('5,000 keys of one account are listed, found with account: and reported as one account; "Cancel" deletes none', async () => {
  const { keys, memory } = await openWindow({
    count: COUNT,
    prepare: ({ adminApi }) => {
      for (const [index, key] of [...adminApi.keys.values()].entries()) {
        adminApi.keys.set(key.id, { ...key, ...(index < OF_ONE ? ONE : OTHER) });
      }
    },
  });
  const deletion = vi.spyOn(memory.adminApi, 'deleteKeys');
  await keys.waitForList();
  await keys.search.fill('account:svc.one');
  await expect.poll(() => keys.count()).toBe(OF_ONE);
  keys.rowAt(1).element().focus();
  await press('End');
  const last = () => keys.grid.element().querySelector(`[aria-rowindex="${OF_ONE + 1}"]`);
  await expect.poll(() => last() === document.activeElement && last()?.textContent).toContain(ONE.fullName);

  await press('Control+A');
  await expect.element(keys.status('5,000 of 5,003 selected')).toBeVisible();
  await keys.press('Delete');
  const dialog = keys.confirmation;
  await expect.element(dialog).toMatchTextContent('5,000 keys');
  await expect.element(dialog).toMatchTextContent('The account will lose access to the API.');
  const accounts = dialog.getByRole('list', { name: 'Accounts of these keys' }).getByRole('listitem');
  await expect.element(accounts).toMatchTextContent(new RegExp(`${ONE.fullName}.*5,000 keys · no other valid key`));

  const confirm = dialog.getByRole('button', { name: 'Delete 5,000 keys', exact: true });
  await expect.element(confirm).toBeDisabled();
  const field = dialog.getByRole('textbox', { name: /^Type .?5000.? to confirm$/ });
  for (const [typed, isDisabled] of Object.entries({ 5: true, 50000: true, 5003: true, '5,000': false, 5000: false })) {
    await field.fill(typed);
    await expect.poll(() => (confirm.element() as HTMLButtonElement).disabled).toBe(isDisabled);
  }
  await keys.press('Cancel', dialog);
  await expect.element(dialog).not.toBeInTheDocument();
  expect(deletion).not.toHaveBeenCalled();
  await expect.element(keys.status('5,000 of 5,003 selected')).toBeVisible();
  await keys.search.fill('');
  await expect.poll(() => keys.count()).toBe(COUNT);
  expect(page.getByRole('alert').length).toBe(0);
});
