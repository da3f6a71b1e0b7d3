import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AppOptions, startApp } from '../../../electron/app.ts';
import { REFUSED_SWITCHES } from '../../../electron/commandLine.ts';
import { CLEARING_LIMIT_MS } from '../../../electron/services/secrets/keyClipboard.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';
import { OWN_SENDER } from '../../fakes/ipcBus.ts';
import { secretOf, shownKey } from '../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';
import { type Listener, RecordedWindow, recordedElectron } from './recordedElectron.ts';

/** Everything the application did to Electron, in order. */
let steps: string[];
let memory: MemoryPorts;
let app: EventEmitter;
let ready: () => void;
let isFirstInstance: boolean;
let failPorts: Error | null;
let mainProcess: EventEmitter;
let switches: string[];
let userId: number;

const listeners = new Map<string, Listener>();

beforeEach(() => {
  steps = [];
  memory = createMemoryPorts();
  RecordedWindow.reset(steps);
  isFirstInstance = true;
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
    createPorts: (publish) => {
      steps.push('ports');
      if (failPorts !== null) {
        throw failPorts;
      }
      return { ...memory.ports, publish };
    },
  });
}

/** Lets everything that is due run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('sets the sandbox and the scheme before Electron is ready, every guard and handler before the window', async () => {
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

it('fault 60: asks for no sandbox as root, with which Electron would end every child process', () => {
  userId = 0;
  start();
  expect(steps).toEqual(['scheme']);
});

it('fault 61: says nothing to a window that is gone, nor takes a call for one of its own', async () => {
  start();
  ready();
  await settle();
  const [window] = RecordedWindow.windows;
  if (window !== undefined) {
    window.isGone = true;
  }
  steps.length = 0;
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/authkey.1']);
  expect(steps).toEqual([]);
  expect(await listeners.get('app:getState')?.(OWN_SENDER, undefined)).toMatchObject({ ok: false });
});

it('fault 17: a second instance ends without opening a file, and the first one comes to the front', async () => {
  isFirstInstance = false;
  start();
  ready();
  await settle();
  expect(steps).toEqual(['quit']);

  isFirstInstance = true;
  start();
  await settle();
  app.emit('second-instance', {}, ['/keydesk', 'keydesk://sample/authkey.1']);
  expect(steps.slice(-3)).toEqual(['send keyLink:opened', 'restore', 'focus']);
});

it('restricts the navigation of every web contents', async () => {
  start();
  const guarded: string[] = [];
  const contents = { on: (name: string) => guarded.push(name), setWindowOpenHandler: () => guarded.push('windows') };
  app.emit('web-contents-created', {}, contents);
  expect(guarded).toEqual(expect.arrayContaining(['will-navigate', 'will-redirect', 'windows']));
});

it('answers its own window only', async () => {
  start();
  ready();
  await settle();
  const call = (id: number) => listeners.get('app:getState')?.({ ...OWN_SENDER, sender: { id } }, undefined);
  expect(await call(1)).toMatchObject({ ok: true });
  expect(await call(2)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

it.each(['did-finish-load', 'render-process-gone'])('ends the protection of the screen with %s', async (event) => {
  start();
  ready();
  await settle();
  await listeners.get('keys:reveal')?.(OWN_SENDER, { connectionId: 'sample', key: shownKey('authkey.1') });
  expect(memory.screenProtection).toEqual([true]);
  RecordedWindow.windows[0]?.webContents.emit(event, {}, { reason: 'crashed' });
  expect(memory.screenProtection).toEqual([true, false]);
});

it('ends when the last window was closed', () => {
  start();
  app.emit('window-all-closed');
  expect(steps.at(-1)).toBe('quit');
});

it('says why it could not start, and ends', async () => {
  start();
  steps.length = 0;
  failPorts = new Error('no such disk');
  ready();
  await settle();
  expect(steps.at(-2)).toMatch(/^KeyDesk could not start: no such disk\n\nNothing was changed.*\/data$/s);
  // While the box waits, another start is one of its own.
  expect(steps.at(-3)).toBe('release lock');
  expect(steps.at(-1)).toBe('exit 1');
  expect(steps).not.toContain('window');
});

describe('started with a switch that opens it to others', () => {
  it.each(REFUSED_SWITCHES)('a packaged application ends on --%s before it does anything', async (name) => {
    switches = [name];
    start();
    ready();
    await settle();
    expect(steps).toEqual([expect.stringContaining(`--${name}`), 'exit 1']);
  });

  it('an application in development starts', () => {
    switches = ['remote-debugging-port'];
    Object.assign(app, { isPackaged: false });
    start();
    expect(steps).toEqual(['sandbox', 'scheme']);
  });

  it('a packaged application starts with every other switch', () => {
    switches = ['lang', 'no-sandbox'];
    start();
    expect(steps).toEqual(['sandbox', 'scheme']);
  });
});

describe('a defect in main', () => {
  async function startFully(): Promise<void> {
    start();
    ready();
    await settle();
    steps.length = 0;
  }

  it('of a promise that nobody waited for is logged, and the application goes on', async () => {
    await startFully();
    mainProcess.emit('unhandledRejection', new Error('lost'));
    await settle();
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', facts: { error: { message: 'lost' } } });
    expect(steps).toEqual([]);
  });

  it('that nobody caught is logged and ends the application once, the clipboard cleared and nothing of it told', async () => {
    await startFully();
    await listeners.get('clipboard:copySecret')?.(OWN_SENDER, { connectionId: 'sample', key: shownKey('authkey.1') });
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

  it('that takes even the page about a crash away ends the application', async () => {
    await startFully();
    RecordedWindow.windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
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

  it('waits until the copied secret is off the clipboard, then goes on', async () => {
    start();
    ready();
    await settle();
    await listeners.get('clipboard:copySecret')?.(OWN_SENDER, { connectionId: 'sample', key: shownKey('authkey.1') });
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
    expect(await quit()).toBe(true);
    await vi.waitFor(() => expect(steps.at(-1)).toBe('quit'));
    expect(memory.clipboard.text).toBe('');
    expect(memory.secretStore.isClosed).toBe(true);
    expect(await quit()).toBe(false);
  });

  it('waits a second for a clipboard that does not answer, then goes on', async () => {
    start();
    ready();
    await settle();
    await listeners.get('clipboard:copySecret')?.(OWN_SENDER, { connectionId: 'sample', key: shownKey('authkey.1') });
    memory.clipboard.readText = () => new Promise(() => {});
    expect(await quit()).toBe(true);
    memory.clock.advance(CLEARING_LIMIT_MS - 1);
    await settle();
    expect(steps.at(-1)).not.toBe('quit');
    memory.clock.advance(1);
    await settle();
    expect(steps.at(-1)).toBe('quit');
  });

  it('waits only once however often it is asked', async () => {
    start();
    ready();
    await settle();
    memory.ports.samplePlatform.stop = () => new Promise(() => {});
    expect(await quit()).toBe(true);
    expect(await quit()).toBe(true);
    expect(steps.filter((step) => step === 'quit')).toEqual([]);
  });
});
