// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { NewKeyDialog } from '../../../../../../renderer/features/keys/editor/NewKeyDialog.tsx';
import type { Output } from '../../../../../../shared/ipc/contract.ts';
import type { EligibleAccount } from '../../../../../../shared/model/key.ts';
import { AppError } from '../../../../../../shared/result.ts';
import { answers, type LateAnswer, lateAnswer } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { sampleKey } from '../sampleKey.ts';

type Found = Output<'accounts:listEligible'>;

const person = (username: string, fullName: string): EligibleAccount => ({
  id: `account.${username}`,
  username,
  fullName,
  systemRoles: [],
  problem: null,
});
const bobrov = person('a.bobrov', 'Alexey Bobrov');
const anna = person('anna.so', 'Anna Sokolova');
const boris = person('boris', 'Boris Petrov');
const found = (...items: readonly EligibleAccount[]): Found => ({ items: [...items], total: items.length });

/** The dialog with its first list, `a.bobrov` and `boris`, on the screen; later searches wait for the test. */
async function openDialog() {
  const searches = new Map<string, LateAnswer<Found>>();
  const created = vi.fn();
  let everybody = found(bobrov, boris);
  answers['accounts:listEligible'] = ({ search }) => {
    if (search === '') {
      return everybody;
    }
    const answer = searches.get(search) ?? lateAnswer<Found>();
    searches.set(search, answer);
    return answer.answer;
  };
  answers['keys:create'] = ({ accountId }) => {
    created(accountId);
    return sampleKey({ accountId });
  };
  const user = userEvent.setup();
  const { queryClient, opened } = renderInWindow(<NewKeyDialog connectionId="one" />);
  const field = screen.getByRole('combobox', { name: 'User name' });
  await user.click(field);
  await screen.findByRole('option', { name: /Alexey Bobrov/ });
  const answer = async (search: string, result: Found) => {
    await waitFor(() => expect(searches.has(search)).toBe(true));
    await act(async () => searches.get(search)?.give(result));
  };
  const renew = (next: Found) => {
    everybody = next;
    return act(() => queryClient.invalidateQueries());
  };
  return { user, field: field as HTMLInputElement, created, opened, searches, answer, renew };
}

const options = () => screen.queryAllByRole('option').map((option) => option.textContent);
const highlighted = (field: HTMLElement) => {
  const id = field.getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id)?.textContent;
};

it('fault 99: Enter before the response chooses nobody from the earlier list, and a second one creates no key', async () => {
  const { user, field, created, answer } = await openDialog();
  expect(highlighted(field)).toContain('Bobrov');
  await user.type(field, 'anna.so');
  // From the first letter on, while it is not even asked yet.
  expect(options()).toEqual([]);
  expect(highlighted(field)).toBeFalsy();
  expect(screen.getByText('Searching…')).toBeDefined();
  await user.keyboard('{Enter}{Enter}{ArrowDown}{Enter}');
  expect(created).not.toHaveBeenCalled();
  expect(field.value).toBe('anna.so');
  expect(screen.queryByText('Choose an account')).toBeNull();

  await answer('anna.so', found(anna));
  await waitFor(() => expect(highlighted(field)).toContain('Anna Sokolova'));
  await user.keyboard('{Enter}');
  expect(field.value).toContain('anna.so');
  expect(created).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(created).toHaveBeenCalledExactlyOnceWith(anna.id));
});

it('fault 97: the dialog of the new key knows for whom it was meant', async () => {
  const { user, opened } = await openDialog();
  await user.keyboard('{ArrowDown}{Enter}{Enter}');
  await waitFor(() =>
    expect(opened).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ kind: 'keyProperties', createdFor: boris.username }),
    ),
  );
});

it('fault 99: a late response to an earlier search is not shown', async () => {
  const { user, field, answer, created, searches } = await openDialog();
  await user.type(field, 'a');
  await answer('a', found(bobrov));
  await screen.findByRole('option', { name: /Bobrov/ });
  await user.type(field, 'n');
  expect(options()).toEqual([]);
  await waitFor(() => expect(searches.has('an')).toBe(true));
  await user.type(field, 'na');
  expect(screen.getByText('Searching…')).toBeDefined();
  await answer('anna', found());
  await screen.findByText('No account matches');
  await act(async () => searches.get('an')?.give(found(bobrov)));
  expect(options()).toEqual([]);
  await user.keyboard('{Enter}');
  expect(created).not.toHaveBeenCalled();
  expect(screen.getByText('Choose an account')).toBeDefined();
});

it('fault 99: changing the text after the choice withdraws the choice', async () => {
  const { user, field, created } = await openDialog();
  await user.keyboard('{Enter}');
  expect(field.value).toContain('Bobrov');
  await user.type(field, 'x');
  expect(field.value).toMatch(/Bobrov.*x$/);
  await user.keyboard('{Enter}{Enter}');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' }));
  expect(created).not.toHaveBeenCalled();
});

it('fault 99: the highlight stays with its account when the list is fetched again', async () => {
  const { user, field, renew } = await openDialog();
  await user.keyboard('{ArrowDown}');
  expect(highlighted(field)).toContain('Boris Petrov');
  await renew(found(anna, bobrov, boris));
  await screen.findByRole('option', { name: /Anna/ });
  expect(highlighted(field)).toContain('Boris Petrov');
});

it('fault 118: Enter held down since before the dialog opened chooses nobody and creates no key', async () => {
  const { user, field, created } = await openDialog();
  const enter = { key: 'Enter', code: 'Enter', repeat: true };
  for (let press = 0; press < 3; press += 1) {
    // Prevented, so that the browser does not send the form either.
    expect(fireEvent.keyDown(field, enter)).toBe(false);
  }
  expect(field.value).toBe('');
  await user.keyboard('{Enter}');
  expect(field.value).toContain('Bobrov');
  expect(fireEvent.keyDown(field, enter)).toBe(false);
  expect(created).not.toHaveBeenCalled();
});

it('a search that failed is reported, whatever is pressed and when the field is left, and what was typed stays', async () => {
  const { user, field, created } = await openDialog();
  answers['accounts:listEligible'] = () => {
    throw new AppError('THROTTLED', 'wait');
  };
  await user.type(field, 'anna');
  const failure = await screen.findByText(/The installation asks for a pause\. /);
  await user.keyboard('{Enter}{Enter}');
  expect(created).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  await user.tab();
  expect(document.activeElement).not.toBe(field);
  expect(field.value).toBe('anna');
  expect(failure.isConnected).toBe(true);
});
