// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DisabledKeys } from '../../../../../../renderer/features/keys/bulk/DisabledKeys.tsx';
import { DisabledKeysProvider } from '../../../../../../renderer/features/keys/bulk/DisabledKeysProvider.tsx';
import { useDisabledKeys } from '../../../../../../renderer/features/keys/bulk/disabledBatches.ts';
import { english } from '../../../../../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import { shortToken } from '../../../../../../shared/model/shortToken.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { inDays, sampleKey } from '../sampleKey.ts';

const DISABLED = sampleKey({ expirationDate: inDays(0), version: 2 });
/** The key of somebody else that has its identifier now. */
const OTHER = sampleKey({
  token: 'f'.repeat(32),
  accountId: 'account.2',
  username: 'stranger',
  fullName: 'A Stranger',
});

function Disabling() {
  const { add } = useDisabledKeys();
  const { id, token, version } = DISABLED;
  return (
    <button type="button" onClick={() => add('one', inDays(0), [{ id, token, version, expirationDate: inDays(100) }])}>
      Disable
    </button>
  );
}

it('fault 96: restoring names the key that was disabled, and not the one that has its identifier by now', async () => {
  const asked = vi.fn();
  answers['keys:setExpiry'] = ({ changes }) => {
    asked(changes);
    const result = { id: DISABLED.id, outcome: 'replaced', code: 'KEY_REPLACED', detail: null, version: null } as const;
    return { results: [result], stoppedBy: null };
  };
  const part = (keys: readonly AuthenticationKey[]) => (
    <DisabledKeysProvider>
      <Disabling />
      <DisabledKeys connectionId="one" keys={keys} />
    </DisabledKeysProvider>
  );
  const { redraw } = renderInWindow(part([DISABLED]), 'en', [DISABLED]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Disable' }));
  await user.click(screen.getByRole('button', { name: english.bulk.disable.restore }));
  const note = await screen.findByRole('alert');
  const { id, token, version } = DISABLED;
  expect(asked).toHaveBeenCalledExactlyOnceWith([{ id, token, version, expirationDate: inDays(100) }]);
  expect(note.textContent).toContain(`${DISABLED.fullName} · ${shortToken(token)}: `);
  act(() => redraw(part([OTHER])));
  expect(note.textContent).toContain(`${shortToken(token)}: ${english.bulk.replaced}`);
  expect(note.textContent).not.toContain(OTHER.fullName);
  expect(note.textContent).not.toContain(shortToken(OTHER.token));
  // It is not offered once more.
  expect(screen.queryByRole('button', { name: english.bulk.disable.restore })).toBeNull();
});
