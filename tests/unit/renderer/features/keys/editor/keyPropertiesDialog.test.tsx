// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { queryKeys } from '../../../../../../renderer/api/queryKeys.ts';
import { KeyPropertiesDialog } from '../../../../../../renderer/features/keys/editor/KeyPropertiesDialog.tsx';
import { english, russian } from '../../../../../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import type { Language } from '../../../../../../shared/model/language.ts';
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
const WORDS = { en: english, ru: russian } as const;

/** What the installation has now; told when it is asked. */
let current: readonly AuthenticationKey[];
beforeEach(() => {
  current = [SHOWN];
  answers['keys:listCached'] = () => ({ list: null, fault: null });
  answers['keys:list'] = () => ({
    content: { kind: 'whole', keys: JSON.stringify(current) },
    total: current.length,
    fetchedAt: new Date().toISOString(),
    accountStates: 'current',
    revision: 2,
  });
});

function openDialog(language: Language = 'en', createdFor: string | null = null) {
  const { queryClient } = renderInWindow(
    <KeyPropertiesDialog connectionId="one" shown={SHOWN} createdFor={createdFor} />,
    language,
    [SHOWN],
  );
  const dialog = screen.getByRole('dialog');
  const button = (name: string) => within(dialog).getByRole('button', { name });
  /** The list as a later reading of it gives it. */
  const list = (items: readonly AuthenticationKey[]): void => {
    current = items;
    act(() =>
      queryClient.setQueryData(queryKeys.keys('one'), { items, fetchedAt: new Date().toISOString(), revision: 3 }),
    );
  };
  return { dialog, button, list, user: userEvent.setup() };
}

/** Nothing can be done with the key any more, and nothing of another one is shown. */
function expectOver(dialog: HTMLElement, language: Language = 'en'): void {
  const { app, keys } = WORDS[language];
  for (const name of [
    keys.properties.revealLabel,
    keys.properties.copySecret,
    keys.properties.extendDaysLabel,
    keys.properties.extendYearLabel,
    app.save,
  ]) {
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name });
    expect([name, button.disabled || button.getAttribute('aria-disabled') === 'true']).toEqual([name, true]);
  }
  expect(dialog.textContent).toContain(SHOWN.token);
  expect(dialog.textContent).toContain(SHOWN.username);
  expect(dialog.textContent).not.toContain(OTHER.token);
  expect(dialog.textContent).not.toContain(OTHER.username);
}

describe.each(['en', 'ru'] as const)('in %s', (language) => {
  const { replaced, gone } = WORDS[language].keys.properties;

  it('fault 105: a key whose identifier has come to name another one is gone, and stays on the screen as it was', async () => {
    const { dialog, list } = openDialog(language);
    expect(within(dialog).queryByRole('alert')).toBeNull();
    list([OTHER]);
    expect((await within(dialog).findByRole('alert')).textContent).toBe(replaced);
    expectOver(dialog, language);
  });

  it('fault 97: a new key that belongs to another account than was chosen says so, in place of being ready', () => {
    const { createdForOther, createdNote } = WORDS[language].keys.properties;
    const { dialog } = openDialog(language, 'i.petrova');
    expect(within(dialog).getByRole('alert').textContent).toBe(
      createdForOther.replace('{{username}}', SHOWN.username).replace('{{chosen}}', 'i.petrova'),
    );
    expect(dialog.textContent).not.toContain(createdNote);
  });

  it('a new key of the account that was chosen is ready', () => {
    const { dialog } = openDialog(language, SHOWN.username);
    expect(within(dialog).queryByRole('alert')).toBeNull();
    expect(dialog.textContent).toContain(WORDS[language].keys.properties.createdNote);
  });

  it('a key that has left the list was deleted', async () => {
    const { dialog, list } = openDialog(language);
    list([]);
    expect((await within(dialog).findByRole('alert')).textContent).toBe(gone);
    expectOver(dialog, language);
  });
});

describe('fault 96: the installation has another key under the identifier, which the list does not know yet', () => {
  const refuse = () => {
    throw new AppError('KEY_REPLACED', '');
  };

  it('Reveal says so, also while the list cannot be read', async () => {
    answers['keys:reveal'] = refuse;
    const { dialog, button, user } = openDialog();
    await user.click(button(english.keys.properties.revealLabel));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(english.keys.properties.replaced);
    expectOver(dialog);
  });

  it('Save says so, also while the list cannot be read, and is not repeated', async () => {
    const saved = vi.fn(refuse);
    answers['keys:edit'] = saved;
    const { dialog, button, user } = openDialog();
    await user.click(button(english.keys.properties.extendYearLabel));
    await user.click(button(english.app.save));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(english.keys.properties.replaced);
    expectOver(dialog);
    await user.keyboard('{Enter}');
    expect(saved).toHaveBeenCalledOnce();
  });

  it('Copy secret has the list read, which says so', async () => {
    answers['clipboard:copySecret'] = () => {
      current = [OTHER];
      return refuse();
    };
    const { dialog, button, user } = openDialog();
    await user.click(button(english.keys.properties.copySecret));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(english.keys.properties.replaced);
    expectOver(dialog);
  });

  it('a key that is not there at all was deleted', async () => {
    answers['keys:reveal'] = () => {
      current = [];
      throw new AppError('NOT_FOUND', '');
    };
    const { dialog, button, user } = openDialog();
    await user.click(button(english.keys.properties.revealLabel));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(english.keys.properties.gone);
    expectOver(dialog);
  });
});
