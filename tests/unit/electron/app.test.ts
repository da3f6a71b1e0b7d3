import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallOutcome } from '../../../electron/adapters/terminal/instanceCall.ts';
import { type AppOptions, SERVICES_DELAY_MS, startApp } from '../../../electron/app.ts';
import { REJECTED_SWITCHES } from '../../../electron/commandLine.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';
import { OWN_SENDER } from '../../fakes/ipcBus.ts';
import { secretOf, shownKey } from '../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { settle } from '../../fakes/settle.ts';
import { type Listener, RecordedWindow, recordedElectron } from './recordedElectron.ts';

/** All calls of Electron, in order. */
let steps: string[];
let memory: MemoryPorts;
let app: EventEmitter;
let ready: () => void;
let isFirstInstance: boolean;
let failPorts: Error | null;
/** How the calls to the running instance end. */
let callOutcomes: CallOutcome[];
let mainProcess: EventEmitter;
let switches: string[];
let userId: number;

const listeners = new Map<string, Listener>();

beforeEach(() => {
  steps = [];
  memory = createMemoryPorts();
  RecordedWindow.reset(steps);
  isFirstInstance = true;
  callOutcomes = [];
  failPorts = null;
  userId = 1000;
  mainProcess = Object.assign(new EventEmitter(), { argv: [], getuid: () => userId });
  switches = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  ready = resolve;
  app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => isFirstInstance,
    enableSandbox: () => steps.push('sandbox'),
    whenReady: () => promise,
    releaseSingleInstanceLock: () => steps.push('release lock'),
    quit: () => steps.push('quit'),
    exit: (code: number) => steps.push(`exit ${code}`),
    getPath: () => '/data',
    getPreferredSystemLanguages: () => ['en-GB'],
    setAsDefaultProtocolClient: (scheme: string) => steps.push(`links ${scheme}`),
    isPackaged: true,
    commandLine: { hasSwitch: (name: string) => switches.includes(name) },
  });
});

function start(): void {
  startApp({
    electron: recordedElectron(app, steps, listeners),
    process: mainProcess as unknown as AppOptions['process'],
    paths: { page: '/page', preload: '/preload.cjs' },
    hasWindowPosition: true,
    createCall: (wants) => ({
      data: { keydeskCall: { address: '/call', token: 'token', wants } },
      finish: async () => callOutcomes.shift() ?? { exitCode: 0 },
      close: () => {},
    }),
    createPorts: (publish) => {
      steps.push('ports');
      if (failPorts !== null) {
        throw failPorts;
      }
      return { ...memory.ports, publish };
    },
  });
}

/** Starts the application and waits for its window. */
async function startFully(): Promise<RecordedWindow> {
  start();
  ready();
  await settle();
  steps.length = 0;
  return RecordedWindow.windows[0] as RecordedWindow;
}

/** Calls a channel as the page of the window does. */
const call = (channel: string, input?: unknown, sender = OWN_SENDER) => listeners.get(channel)?.(sender, input);
const KEY = { connectionId: 'sample', key: shownKey('authkey.1') };

it('sets up sandbox and scheme before Electron is ready, protection and handlers before the window', async () => {
  start();
  expect(steps).toEqual(['sandbox', 'scheme']);
  ready();
  await settle();
  expect(steps.filter((step) => !step.startsWith('handle'))).toEqual([
    'sandbox',
    'scheme',
    'menu',
    'permissions',
    'protocol',
    'ports',
    'links keydesk',
    'window',
  ]);
  expect(steps.filter((step) => step.startsWith('handle'))).toEqual(CHANNELS.map((channel) => `handle ${channel}`));
  expect(steps.at(-1)).toBe('window');
});

it('fault 60: does not enable the sandbox for root, where Electron would end every child process', () => {
  userId = 0;
  start();
  expect(steps).toEqual(['scheme']);
});

it('fault 17: a second instance exits without opening a file, and focuses the window of the first', async () => {
  isFirstInstance = false;
  start();
  ready();
  await settle();
  expect(steps).toEqual(['sandbox', 'scheme', 'quit']);

  isFirstInstance = true;
  start();
  await settle();
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/authkey.1']);
  expect(steps.slice(-3)).toEqual(['send keyLink:opened', 'restore', 'focus']);
});

it('waits for the end of a command that uses the data folder, then opens the window', async () => {
  isFirstInstance = false;
  callOutcomes = ['again'];
  start();
  ready();
  isFirstInstance = true;
  await settle();
  expect(steps).toContain('ports');
  expect(steps).not.toContain('quit');
  expect(RecordedWindow.windows).toHaveLength(1);
});

it('restricts the navigation of every web contents', async () => {
  start();
  const guarded: string[] = [];
  const contents = { on: (name: string) => guarded.push(name), setWindowOpenHandler: () => guarded.push('windows') };
  app.emit('web-contents-created', {}, contents);
  expect(guarded).toEqual(expect.arrayContaining(['will-navigate', 'will-redirect', 'windows']));
});

it('starts what may open a keychain prompt after the first rows', async () => {
  const identify = vi.spyOn(memory.ports.secretStore, 'identify');
  const window = await startFully();
  window.webContents.emit('did-finish-load');
  memory.clock.advance(SERVICES_DELAY_MS - 1);
  expect(identify).not.toHaveBeenCalled();
  memory.clock.advance(1);
  expect(identify).toHaveBeenCalledOnce();
});

it('does not start it while KeyDesk is being closed', async () => {
  const identify = vi.spyOn(memory.ports.secretStore, 'identify');
  const window = await startFully();
  window.webContents.emit('did-finish-load');
  app.emit('before-quit', { preventDefault: () => {} });
  memory.clock.advance(SERVICES_DELAY_MS);
  expect(identify).not.toHaveBeenCalled();
});

it('fault 61: responds to its own window only, and sends nothing to a destroyed one', async () => {
  const window = await startFully();
  expect(await call('app:getState')).toMatchObject({ ok: true });
  const forbidden = { ok: false, error: { code: 'FORBIDDEN' } };
  expect(await call('app:getState', undefined, { ...OWN_SENDER, sender: { id: 2 } })).toMatchObject(forbidden);
  window.isGone = true;
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/authkey.1']);
  expect(steps).toEqual([]);
  expect(await call('app:getState')).toMatchObject(forbidden);
});

it.each(['did-finish-load', 'render-process-gone'])('ends the screen protection on %s', async (event) => {
  const window = await startFully();
  await call('keys:reveal', KEY);
  expect(memory.screenProtection).toEqual([true]);
  window.webContents.emit(event, {}, { reason: 'crashed' });
  expect(memory.screenProtection).toEqual([true, false]);
});

it('exits after the last window was closed, and with a message if it cannot start', async () => {
  start();
  app.emit('window-all-closed');
  expect(steps).toEqual(['sandbox', 'scheme', 'quit']);
  steps.length = 0;
  failPorts = new Error('no such disk');
  ready();
  await settle();
  expect(steps.slice(-3)).toEqual([
    // While the box is open, another start must not be a second instance.
    'release lock',
    expect.stringMatching(/^KeyDesk could not start: no such disk\n\nNothing was changed.*\/data$/s),
    'exit 1',
  ]);
  expect(steps).not.toContain('window');
});

it.each(REJECTED_SWITCHES)('exits before anything else if it is started with --%s', async (name) => {
  switches = [name];
  start();
  ready();
  await settle();
  expect(steps).toEqual([expect.stringContaining(`--${name}`), 'exit 1']);
});

it.each([
  ['in development', 'remote-debugging-port'],
  ['packaged', 'lang'],
  ['packaged', 'no-sandbox'],
])('starts %s with --%s', (how, name) => {
  switches = [name];
  Object.assign(app, { isPackaged: how === 'packaged' });
  start();
  expect(steps).toEqual(['sandbox', 'scheme']);
});

describe('a defect in main', () => {
  it('that causes an unhandled rejection is logged, and the application continues', async () => {
    await startFully();
    mainProcess.emit('unhandledRejection', new Error('lost'));
    await settle();
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', facts: { error: { message: 'lost' } } });
    expect(steps).toEqual([]);
  });

  it('that causes an uncaught exception is logged, clears the clipboard and ends the application once', async () => {
    await startFully();
    await call('clipboard:copySecret', KEY);
    steps.length = 0;
    mainProcess.emit('uncaughtException', new Error('at /home/someone'));
    mainProcess.emit('uncaughtException', new Error('again'));
    await vi.waitFor(() => expect(steps.at(-1)).toBe('exit 1'));
    expect(memory.clipboard.text).toBe('');
    expect(memory.logger.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
    expect(steps.slice(1)).toEqual([
      'release lock',
      expect.stringMatching(/^KeyDesk has to close .*\/data\/logs$/s),
      'exit 1',
    ]);
    expect(steps[2]).not.toContain('someone');
  });

  it('that crashes even the crash page ends the application', async () => {
    const window = await startFully();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    await settle();
    expect(steps.at(-1)).toBe('exit 1');
  });
});

describe('quitting', () => {
  async function quit(): Promise<boolean> {
    let isPrevented = false;
    app.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    await settle();
    return isPrevented;
  }

  it('waits until the copied secret is cleared, then continues', async () => {
    await startFully();
    await call('clipboard:copySecret', KEY);
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
    expect(await quit()).toBe(true);
    await vi.waitFor(() => expect(steps.at(-1)).toBe('quit'));
    expect(memory.clipboard.text).toBe('');
    expect(memory.secretStore.isClosed).toBe(true);
    expect(await quit()).toBe(false);
  });

  it('waits only once for any number of requests', async () => {
    await startFully();
    memory.ports.samplePlatform.stop = () => new Promise(() => {});
    expect(await quit()).toBe(true);
    expect(await quit()).toBe(true);
    expect(steps).not.toContain('quit');
  });
});
