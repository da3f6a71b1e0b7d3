// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { RetiredKeys } from '../../../../../../renderer/features/keys/bulk/RetiredKeys.tsx';
import { RetirementProvider } from '../../../../../../renderer/features/keys/bulk/RetirementProvider.tsx';
import { useRetirements } from '../../../../../../renderer/features/keys/bulk/retirements.ts';
import { english } from '../../../../../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import { shortToken } from '../../../../../../shared/model/shortToken.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { inDays, sampleKey } from '../sampleKey.ts';

const RETIRED = sampleKey({ expirationDate: inDays(0), version: 2 });
/** The key of somebody else that has its identifier now. */
const OTHER = sampleKey({
  token: 'f'.repeat(32),
  accountId: 'account.2',
  username: 'stranger',
  fullName: 'A Stranger',
});

function Retiring() {
  const { add } = useRetirements();
  const { id, token, version } = RETIRED;
  return (
    <button type="button" onClick={() => add('one', inDays(0), [{ id, token, version, expirationDate: inDays(100) }])}>
      Retire
    </button>
  );
}

it('fault 96: restoring names the key that was retired, and not the one that has its identifier by now', async () => {
  const asked = vi.fn();
  answers['keys:setExpiry'] = ({ changes }) => {
    asked(changes);
    const result = { id: RETIRED.id, outcome: 'replaced', code: 'KEY_REPLACED', detail: null, version: null } as const;
    return { results: [result], stoppedBy: null };
  };
  const part = (keys: readonly AuthenticationKey[]) => (
    <RetirementProvider>
      <Retiring />
      <RetiredKeys connectionId="one" keys={keys} />
    </RetirementProvider>
  );
  const { redraw } = renderInWindow(part([RETIRED]), 'en', [RETIRED]);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Retire' }));
  await user.click(screen.getByRole('button', { name: english.bulk.retirement.restore }));
  const note = await screen.findByRole('alert');
  const { id, token, version } = RETIRED;
  expect(asked).toHaveBeenCalledExactlyOnceWith([{ id, token, version, expirationDate: inDays(100) }]);
  expect(note.textContent).toContain(`${RETIRED.fullName} · ${shortToken(token)}: `);
  act(() => redraw(part([OTHER])));
  expect(note.textContent).toContain(`${shortToken(token)}: ${english.bulk.replaced}`);
  expect(note.textContent).not.toContain(OTHER.fullName);
  expect(note.textContent).not.toContain(shortToken(OTHER.token));
  // It is not offered once more.
  expect(screen.queryByRole('button', { name: english.bulk.retirement.restore })).toBeNull();
});
