// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { queryKeys } from '../../../../../../renderer/api/queryKeys.ts';
import { DeleteKeysDialog } from '../../../../../../renderer/features/keys/bulk/DeleteKeysDialog.tsx';
import { DisableKeysDialog } from '../../../../../../renderer/features/keys/bulk/DisableKeysDialog.tsx';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import type { AccountStates } from '../../../../../../shared/model/keyList.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A key of an account, which is named like it. */
const keyOf = (account: string, id: string, change: Partial<AuthenticationKey> = {}): AuthenticationKey =>
  sampleKey({ id, token: id, accountId: account, username: account, fullName: '', ...change });
const KEYS = [
  keyOf('one', 'one.1'),
  keyOf('soon', 'soon.1', { expirationDate: inDays(0.01) }),
  keyOf('both', 'both.1'),
  keyOf('both', 'both.2'),
  keyOf('expired', 'expired.1', { expirationDate: inDays(-1) }),
];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
  return () => vi.useRealTimers();
});

function openDialog(kind: 'delete' | 'disable', keyIds: readonly string[], accountStates: AccountStates = 'current') {
  const deleted = vi.fn();
  answers['keys:delete'] = (input) => {
    deleted(input.keys.map(({ id }) => id));
    return new Promise(() => undefined);
  };
  const Dialog = kind === 'delete' ? DeleteKeysDialog : DisableKeysDialog;
  const chosen = keyIds.map((id) => ({ id, token: id }));
  const { queryClient, unmount } = renderInWindow(
    <Dialog connectionId="one" chosen={chosen} onResults={() => undefined} />,
    'en',
    KEYS,
    accountStates,
  );
  const dialog = within(screen.getByRole('dialog'));
  return {
    dialog,
    unmount,
    deleted,
    note: () => dialog.getAllByRole('note')[0]?.textContent,
    /** The list as a later reading gives it. */
    list: (items: readonly AuthenticationKey[]) =>
      act(() =>
        queryClient.setQueryData(queryKeys.keys('one'), { items, fetchedAt: inDays(0), accountStates, revision: 2 }),
      ),
  };
}

it('fault 104: where accounts may lose access something is typed before a deletion, and nothing before keys are disabled', () => {
  for (const states of ['former', 'unknown'] as const) {
    for (const [kind, id, isAsked] of [
      ['delete', 'one.1', true],
      ['delete', 'both.1', false],
      ['disable', 'one.1', false],
    ] as const) {
      const { dialog, unmount } = openDialog(kind, [id], states);
      expect([kind, id, dialog.queryByRole('textbox') !== null]).toEqual([kind, id, isAsked]);
      unmount();
    }
  }
});

it('fault 104: nothing is said of accounts that are not known, nor where no key is left to disable', () => {
  const { dialog, note, unmount } = openDialog('delete', ['gone.1', 'gone.2']);
  expect(note()).toMatch(/^2 keys are no longer in the list/);
  expect(dialog.queryByRole('button', { name: /instead/ })).toBeNull();
  unmount();
  const disableDialog = openDialog('disable', ['expired.1']);
  expect(disableDialog.note()).toMatch(/^1 key has already expired/);
  expect(disableDialog.dialog.queryByRole('listitem')).toBeNull();
});

it('a single key is deleted once its user name is typed', async () => {
  const user = userEvent.setup();
  const { dialog, deleted } = openDialog('delete', ['one.1']);
  const field = dialog.getByRole('textbox', { name: /one/ });
  await user.type(field, '1{Enter}');
  expect(deleted).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, 'ONE{Enter}');
  await waitFor(() => expect(deleted).toHaveBeenCalledExactlyOnceWith(['one.1']));
});

it('fault 105: another key that has the identifier of a selected one by now is not taken for it', async () => {
  const { dialog, list } = openDialog('delete', ['one.1', 'both.1']);
  list(KEYS.map((key) => (key.id === 'one.1' ? keyOf('stranger', 'one.1', { token: 'another' }) : key)));
  await dialog.findByText('1 key is no longer in the list.');
  expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('both'),
  ]);
});

it('fault 104: the sentence follows the list, and keys that expire while the dialog is open', async () => {
  const { note, list } = openDialog('delete', ['soon.1']);
  expect(note()).toContain('will lose access');
  list([...KEYS, keyOf('soon', 'soon.2', { expirationDate: inDays(0.02) })]);
  await waitFor(() => expect(note()).toContain('will keep access'));
  await act(() => vi.advanceTimersByTimeAsync(0.03 * DAY_MS));
  await waitFor(() => expect(note()).toContain('has no access to the API now'));
});
