// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { DeleteKeysDialog } from '../../../../../../renderer/features/keys/bulk/DeleteKeysDialog.tsx';
import { DisableKeysDialog } from '../../../../../../renderer/features/keys/bulk/DisableKeysDialog.tsx';
import { NewKeyDialog } from '../../../../../../renderer/features/keys/editor/NewKeyDialog.tsx';
import { AppError } from '../../../../../../shared/result.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { sampleKey } from '../sampleKey.ts';

const TOMORROW = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
const KEYS = ['1', '2'].map((id) => sampleKey({ id, token: id, expirationDate: TOMORROW }));

/** What a browser does after each event before it takes the next one out of its queue: timers come later. */
async function betweenEvents(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}

/** Presses Enter twice, as a window takes both that was busy when they were pressed. */
async function pressEnterTwice(): Promise<void> {
  const form = document.querySelector('form');
  const react = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  react.IS_REACT_ACT_ENVIRONMENT = false;
  form?.requestSubmit();
  await betweenEvents();
  form?.requestSubmit();
  await betweenEvents();
  react.IS_REACT_ACT_ENVIRONMENT = true;
}

it.each<[name: string, channel: 'keys:delete' | 'keys:setExpiry', dialog: (props: object) => ReactNode]>([
  ['deletion', 'keys:delete', () => <DeleteKeysDialog {...BULK} />],
  ['disableDialog', 'keys:setExpiry', () => <DisableKeysDialog {...BULK} />],
])('fault 118: two presses of Enter right after each other begin one %s', async (_name, channel, Dialog) => {
  const called = vi.fn(() => new Promise<never>(() => undefined));
  answers[channel] = called;
  renderInWindow(<Dialog />, 'en', KEYS);
  await pressEnterTwice();
  expect(called).toHaveBeenCalledOnce();
});
const BULK = { connectionId: 'one', chosen: [{ id: '1', token: '1' }], onResults: () => undefined } as const;

it('fault 118: two presses of Enter right after each other create one key, also after a failure', async () => {
  const called = vi.fn();
  answers['accounts:listEligible'] = () => ({
    items: [{ id: 'account.1', username: 'svc', fullName: 'Service', systemRoles: [], problem: null }],
    total: 1,
  });
  answers['keys:create'] = () => {
    throw new AppError('THROTTLED', 'wait');
  };
  const user = userEvent.setup();
  renderInWindow(<NewKeyDialog connectionId="one" />);
  await user.click(screen.getByRole('combobox', { name: 'User name' }));
  await screen.findByRole('option', { name: /Service/ });
  await user.keyboard('{Enter}{Enter}');
  await waitFor(() => expect(screen.getByText('The installation asks for a pause')).toBeDefined());
  answers['keys:create'] = () => {
    called();
    return new Promise(() => undefined);
  };
  await pressEnterTwice();
  expect(called).toHaveBeenCalledOnce();
});
