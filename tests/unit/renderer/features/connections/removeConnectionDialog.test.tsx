// @vitest-environment jsdom
import '../../windowSetUp.ts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { RemoveConnectionDialog } from '../../../../../renderer/features/connections/RemoveConnectionDialog.tsx';
import { CONNECTION_FORM } from '../../../../fakes/connectionForm.ts';
import { answers, lateAnswer } from '../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../renderInWindow.tsx';

const { password: _password, acknowledgesPlainHttp: _isTold, ...fields } = CONNECTION_FORM;
const connection = {
  ...fields,
  id: 'one',
  kind: 'installation',
  caCertificate: null,
  isPlainHttpToAnotherMachine: false,
  passwordLocation: 'keychain',
  clockOffsetMs: null,
} as const;

it('the result of a removal is reported, even if the connection left the list before the response arrived', async () => {
  const removal = lateAnswer<{ passwordRemoved: boolean; cachedSecretsLeft: number; listRemoved: boolean }>();
  answers['connections:list'] = () => ({ connections: [connection], activeConnectionId: 'one' });
  answers['connections:remove'] = () => removal.answer;
  const { told, closed, redraw } = renderInWindow(<RemoveConnectionDialog connection={connection} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  redraw(null);
  expect(told).not.toHaveBeenCalled();
  removal.give({ passwordRemoved: false, cachedSecretsLeft: 0, listRemoved: true });
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  expect(told.mock.calls[0]?.[0]).toMatchObject({
    text: expect.stringContaining('Connection removed · Its password could not be deleted from the keychain'),
  });
});
