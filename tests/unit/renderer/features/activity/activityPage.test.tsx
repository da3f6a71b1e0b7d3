// @vitest-environment jsdom
import '../../windowSetUp.ts';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ActivityPage } from '../../../../../renderer/features/activity/ActivityPage.tsx';
import type { ActivityEntry } from '../../../../../shared/model/activity.ts';
import type { ConnectionSummary } from '../../../../../shared/model/connection.ts';
import { answers } from '../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../renderInWindow.tsx';

const CONNECTION: ConnectionSummary = {
  id: 'one',
  kind: 'installation',
  name: 'One',
  address: 'https://one.example',
  servicePath: '',
  color: 'blue',
  environment: 'other',
  signIn: 'password',
  username: 'admin',
  token: '',
  caCertificate: null,
  isPlainHttpToAnotherMachine: false,
  passwordKept: 'keychain',
  keepsKeySecrets: false,
  clockOffsetMs: null,
};
const ENTRY: ActivityEntry = {
  number: 1,
  at: '2026-11-22T12:00:00.000Z',
  connectionId: 'one',
  connectionName: 'One',
  action: 'created',
  outcome: 'done',
  code: null,
  keyId: null,
  token: null,
  username: null,
  expiryBefore: null,
  expiryAfter: null,
};

it('fault 99: the export takes the search as it is typed, although the list is still that of the one before', async () => {
  const exported = vi.fn<(search: string) => void>();
  answers['activity:list'] = ({ search }) =>
    search === '' ? { items: [ENTRY], total: 1, journals: [] } : new Promise(() => undefined);
  answers['activity:export'] = ({ search }) => {
    exported(search);
    return { savedAs: null };
  };
  const user = userEvent.setup();
  renderInWindow(<ActivityPage connection={CONNECTION} />);
  const button = await screen.findByRole('button', { name: 'Export as CSV' });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  await user.type(screen.getByRole('searchbox'), 'svc.erp');
  await user.click(button);
  await waitFor(() => expect(exported).toHaveBeenCalledExactlyOnceWith('svc.erp'));
});
