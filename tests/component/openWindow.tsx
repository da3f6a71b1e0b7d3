import { StrictMode } from 'react';
import { createRoot, type Root as ReactRoot } from 'react-dom/client';
import { page } from 'vitest/browser';
import { createQueryClient } from '../../renderer/api/queryClient.ts';
import { Root } from '../../renderer/app/Root.tsx';
import { createTranslations } from '../../renderer/i18n/i18n.ts';
import type { NewConnection } from '../../shared/model/connection.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';
import { fillInstallation } from './installation.ts';
import { connectMain } from './mainBridge.ts';
import { KeysPage } from './pages/keysPage.ts';
import { RunningClock } from './runningClock.ts';

/** How the window is opened. */
export interface WindowOptions {
  /** Language of the system; English when left out. */
  readonly language?: 'en' | 'ru';
  readonly theme?: 'light' | 'dark';
  /** Size in CSS pixels. */
  readonly size?: readonly [width: number, height: number];
  /** How many keys the installation has; those of the sample data when left out. */
  readonly count?: number;
  /** Connections besides the sample one; the last is active. All lead to the same installation. */
  readonly connections?: readonly NewConnection[];
  /** The ports of a window before, to start again with its data. */
  readonly memory?: MemoryPorts;
  /** Changes the ports before anything is read from them. */
  readonly prepare?: (memory: MemoryPorts) => void;
}

const DEFAULT_SIZE = [1280, 800] as const;

let root: ReactRoot | null = null;
let clock: RunningClock | null = null;

/** Takes the window away and stops its main process on the spot, as a crash does. */
export function dropWindow(): void {
  clock?.stop();
  root?.unmount();
  document.body.replaceChildren();
  [root, clock] = [null, null];
}

function newInstallation(count?: number): MemoryPorts {
  const memory = createMemoryPorts();
  fillInstallation(memory.adminApi, count);
  return memory;
}

/** The same outside for a main process that starts now. */
function newStart(memory: MemoryPorts, running: RunningClock, language: string): MemoryPorts {
  const host = { ...memory.ports.host, systemLanguages: () => [language] };
  return { ...memory, clock: running, ports: { ...memory.ports, clock: running, host } };
}

/**
 * Opens the complete window over the real handlers and services, with ports in memory. One window at a time: the one
 * before is dropped, and so is the last of a test.
 * @returns the pages, the ports (`vi.spyOn` on `memory.adminApi` makes the installation fail, wait or return something
 * else), and the services. `close` ends it as quitting does, so that all is written.
 */
export async function openWindow(options: WindowOptions = {}) {
  const { language = 'en', theme, size = DEFAULT_SIZE, connections = [] } = options;
  dropWindow();
  clock = new RunningClock();
  const memory = newStart(options.memory ?? newInstallation(options.count), clock, language);
  options.prepare?.(memory);
  const services = connectMain(memory);
  for (const form of connections) {
    await services.connections.add(form);
  }
  if (theme !== undefined) {
    await services.appState.changePreferences({ theme });
  }
  await page.viewport(...size);
  const container = document.body.appendChild(document.createElement('div'));
  container.id = 'root';
  const queryClient = createQueryClient();
  root = createRoot(container);
  root.render(
    <StrictMode>
      <Root queryClient={queryClient} translations={createTranslations(language)} />
    </StrictMode>,
  );
  return {
    memory,
    services,
    keys: new KeysPage(),
    /** Has the window fetch again what it shows. */
    refetch: () => queryClient.invalidateQueries(),
    close: async () => {
      await services.close();
      dropWindow();
    },
  };
}

/** Opens the window like {@link openWindow}, and waits until the list of keys is there. */
export async function openKeys(options: WindowOptions = {}) {
  const opened = await openWindow(options);
  await opened.keys.waitForList();
  return opened;
}
