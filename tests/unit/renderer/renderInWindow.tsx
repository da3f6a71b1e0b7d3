import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { createQueryClient } from '../../../renderer/api/queryClient.ts';
import { queryKeys } from '../../../renderer/api/queryKeys.ts';
import { Providers } from '../../../renderer/app/Providers.tsx';
import { DisabledKeysContext } from '../../../renderer/features/keys/bulk/disabledBatches.ts';
import { createTranslations } from '../../../renderer/i18n/i18n.ts';
import { type Popup, PopupContext } from '../../../renderer/shell/popups.ts';
import { type Toast, ToastContext } from '../../../renderer/shell/toasts.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { AccountStates } from '../../../shared/model/keyList.ts';
import type { Language } from '../../../shared/model/language.ts';
import { forgetAnswers } from '../../fakes/windowBridge.ts';

// A limit ends what hangs; it says nothing about speed.
configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  forgetAnswers();
});

const batches = { batches: [], add: () => 0, restore: async () => null, forget: () => undefined };

/**
 * Draws a part of the window in jsdom, which has no layout, with all that such a part finds around it.
 * @param keys what the list of the connection `one` is; left out where nothing is known yet.
 */
export function renderInWindow(
  part: ReactNode,
  language: Language = 'en',
  keys?: readonly AuthenticationKey[],
  accountStates: AccountStates = 'current',
) {
  const queryClient = createQueryClient();
  if (keys !== undefined) {
    const fetchedAt = new Date().toISOString();
    queryClient.setQueryData(queryKeys.keys('one'), { items: keys, fetchedAt, accountStates, revision: 1 });
  }
  const opened = vi.fn<(popup: Popup) => void>();
  const closed = vi.fn<() => void>();
  const told = vi.fn<(toast: Toast) => void>();
  const around = (children: ReactNode) => (
    <QueryClientProvider client={queryClient}>
      <DisabledKeysContext value={batches}>
        <Providers translations={createTranslations(language)} language={language} theme="light">
          <PopupContext value={{ popup: null, open: opened, close: closed }}>
            <ToastContext value={{ show: told, hide: () => undefined }}>{children}</ToastContext>
          </PopupContext>
        </Providers>
      </DisabledKeysContext>
    </QueryClientProvider>
  );
  const drawn = render(around(part));
  return {
    queryClient,
    opened,
    closed,
    told,
    redraw: (next: ReactNode) => drawn.rerender(around(next)),
    unmount: drawn.unmount,
  };
}
