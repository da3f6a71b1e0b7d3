import type { Locator } from 'vitest/browser';
import type { AdminApi } from '../../electron/ports.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { MemoryAdminApi, tokenOf } from '../fakes/memoryAdminApi.ts';
import { openWindow, type WindowOptions } from './openWindow.tsx';
import { field, focusOn, goTo } from './pages/appWindow.ts';

const KEYS = ['authkey.1', 'authkey.2'];
/** Tokens of the first two keys. */
export const [FIRST, SECOND] = KEYS.map(tokenOf) as [string, string];
const FORMER = '2099-01-01T00:00:00.000Z';

/** Opens the page over a connection to a test installation and one to production, each with keys of its own. */
export async function openIncident(options: Pick<WindowOptions, 'language'> = {}) {
  const installations = { 'test.example': new MemoryAdminApi(KEYS), 'live.example': new MemoryAdminApi(KEYS.slice(1)) };
  for (const { keys } of Object.values(installations)) {
    for (const [id, key] of keys) {
      keys.set(id, { ...key, expirationDate: FORMER, creationDate: '2025-05-01T12:00:00.000Z' });
    }
  }
  const connectAdminApi = ({ address }: { readonly address: string }): AdminApi =>
    installations[new URL(address).host as keyof typeof installations];
  const prepare: WindowOptions['prepare'] = ({ ports }) => void Object.assign(ports, { connectAdminApi });
  const opened = await openWindow({
    ...options,
    prepare,
    connections: [
      { ...CONNECTION_FORM, name: 'Trial', address: 'https://test.example' },
      { ...CONNECTION_FORM, name: 'Live', address: 'https://live.example', environment: 'production' },
    ],
  });
  // So that a connection that is down later has a list.
  for (const { id } of opened.services.connections.stored) {
    await opened.services.keys.list(id);
  }
  await goTo(options.language === 'ru' ? 'Инцидент' : 'Incident');
  const [trial, live] = Object.values(installations) as [MemoryAdminApi, MemoryAdminApi];
  const working = () =>
    [trial, live].map(
      ({ keys }) => [...keys.values()].filter(({ expirationDate }) => expirationDate === FORMER).length,
    );
  /** Ends KeyDesk as a crash does, and starts it again with the same data. */
  const restart = () => openWindow({ ...options, memory: opened.memory, prepare });
  return { ...opened, trial, live, working, restart };
}

/** Pastes a text into a field, as Ctrl+V does with this text on the clipboard. */
export async function pasteInto(target: Locator, pasted: string): Promise<void> {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', pasted);
  (await target.findElement()).dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}

/** Gives a field the focus, as the keyboard would. */
export function focusOnTarget(label: string): Promise<void> {
  return focusOn(field(label));
}
