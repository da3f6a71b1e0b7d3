// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { queryKeys } from '../../../../../../renderer/api/queryKeys.ts';
import { KeyPropertiesDialog } from '../../../../../../renderer/features/keys/editor/KeyPropertiesDialog.tsx';
import { english } from '../../../../../../renderer/i18n/i18n.ts';
import { type AuthenticationKey, keyTextOf } from '../../../../../../shared/model/key.ts';
import { AppError } from '../../../../../../shared/result.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { sampleKey } from '../sampleKey.ts';

const SHOWN = sampleKey({ expirationDate: new Date(Date.now() + 100 * 24 * 60 * 60 * 1000).toISOString() });
/** The key of somebody else that has its identifier now. */
const OTHER = sampleKey({
  token: 'f'.repeat(32),
  accountId: 'account.2',
  username: 'stranger',
  fullName: 'A Stranger',
});
const texts = english.keys.properties;

/** What the installation has now. */
let current: readonly AuthenticationKey[];
beforeEach(() => {
  current = [SHOWN];
  answers['keys:listCached'] = () => ({ list: null, fault: null });
  answers['keys:list'] = () => ({
    content: { kind: 'complete', keys: keyTextOf(current) },
    total: current.length,
    fetchedAt: new Date().toISOString(),
    accountStates: 'current',
    revision: 2,
  });
});

function openDialog(createdFor: string | null = null) {
  const { queryClient } = renderInWindow(
    <KeyPropertiesDialog connectionId="one" shown={SHOWN} createdFor={createdFor} />,
    'en',
    [SHOWN],
  );
  const dialog = within(screen.getByRole('dialog'));
  /** The list as a later reading gives it. */
  const list = (items: readonly AuthenticationKey[]): void => {
    current = items;
    act(() =>
      queryClient.setQueryData(queryKeys.keys('one'), { items, fetchedAt: new Date().toISOString(), revision: 3 }),
    );
  };
  return { dialog, list, user: userEvent.setup(), text: () => screen.getByRole('dialog').textContent };
}

/** The dialog says this; nothing can be done with the key any more, and nothing of another one is shown. */
async function expectEnded(told: string): Promise<void> {
  expect((await screen.findByRole('alert')).textContent).toBe(told);
  for (const name of [texts.revealLabel, texts.copySecret, texts.extendDaysLabel, texts.extendYearLabel, 'Save']) {
    const button = screen.getByRole<HTMLButtonElement>('button', { name });
    expect([name, button.disabled || button.getAttribute('aria-disabled') === 'true']).toEqual([name, true]);
  }
  const shown = screen.getByRole('dialog').textContent;
  expect([SHOWN.token, SHOWN.username].every((part) => shown.includes(part))).toBe(true);
  expect([OTHER.token, OTHER.username].some((part) => shown.includes(part))).toBe(false);
}

it.each([
  ['another key has its identifier', [OTHER], texts.replaced],
  ['it has left the list', [], texts.gone],
] as const)(
  'fault 105: a key stays on the screen as it was, without its actions, once %s',
  async (_what, items, told) => {
    const { dialog, list } = openDialog();
    expect(dialog.queryByRole('alert')).toBeNull();
    list(items);
    await expectEnded(told);
  },
);

it('fault 97: a new key is ready, unless it belongs to another account than was chosen', () => {
  expect(openDialog(SHOWN.username).text()).toContain(texts.createdNote);
  cleanup();
  const { dialog, text } = openDialog('i.petrova');
  expect(dialog.getByRole('alert').textContent).toBe(
    texts.createdForOther.replace('{{username}}', SHOWN.username).replace('{{chosen}}', 'i.petrova'),
  );
  expect(text()).not.toContain(texts.createdNote);
});

it.each([
  ['revealing its secret finds another key, while the list cannot be read', 'keys:reveal', 'KEY_REPLACED', [SHOWN]],
  ['saving finds another key, while the list cannot be read', 'keys:edit', 'KEY_REPLACED', [SHOWN]],
  ['copying its secret finds another key', 'clipboard:copySecret', 'KEY_REPLACED', [OTHER]],
  ['revealing its secret finds none', 'keys:reveal', 'NOT_FOUND', []],
] as const)('fault 96: the actions of a key end once %s', async (_what, channel, code, items) => {
  const { dialog, user } = openDialog();
  const called = vi.fn(() => {
    current = items;
    throw new AppError(code, '');
  });
  answers[channel] = called;
  const press = (name: string) => user.click(dialog.getByRole('button', { name }));
  if (channel === 'keys:edit') {
    await press(texts.extendYearLabel);
  }
  await press(channel === 'keys:edit' ? 'Save' : channel === 'keys:reveal' ? texts.revealLabel : texts.copySecret);
  await expectEnded(code === 'NOT_FOUND' ? texts.gone : texts.replaced);
  await user.keyboard('{Enter}');
  expect(called).toHaveBeenCalledOnce();
});
