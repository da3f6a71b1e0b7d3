// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { Banners } from '../../../../renderer/app/Banners.tsx';
import { PageContext } from '../../../../renderer/shell/pages.ts';
import type { AppState } from '../../../../shared/model/appState.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { renderInWindow } from '../renderInWindow.tsx';

const QUIET = createServices(createMemoryPorts().ports).appState.get();

it.each<[what: string, state: Partial<AppState>]>([
  ['settings', { storageProblem: 'failed', storageCode: 'ESTALE' }],
  ['lists', { listProblem: 'failed', listCode: 'ESTALE' }],
  ['journal', { unrecordedActions: 1, unrecordedCode: 'ESTALE' }],
])('fault 110: the banner about %s that cannot be written tells what the system said', (_what, state) => {
  renderInWindow(
    <PageContext value={{ page: 'keys', goTo: () => undefined }}>
      <Banners appState={{ ...QUIET, ...state }} connection={undefined} />
    </PageContext>,
  );
  expect(screen.getByText(/\(?ESTALE\)?/)).toBeTruthy();
});
