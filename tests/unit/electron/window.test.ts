import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWindow, SHOW_TIMEOUT_MS } from '../../../electron/window.ts';
import type { WindowPlace } from '../../../electron/windowPlace.ts';

/** Records the options of a window and the calls of its methods. */
class RecordedWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly loaded: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  shown = 0;
  readonly calls: unknown[] = [];
  isGone = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  show(): void {
    this.shown += 1;
    this.calls.push('show');
  }
  maximize(): void {
    this.calls.push('maximize');
  }
  setBounds(bounds: object): void {
    this.calls.push(bounds);
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    throw new Error('ERR_FAILED');
  }
}

function create(isPackaged = false, place: Partial<WindowPlace> = {}): RecordedWindow {
  const window = createWindow({
    BrowserWindow: RecordedWindow as unknown as typeof BrowserWindow,
    preload: '/app/preload.cjs',
    isPackaged,
    prefersDark: false,
    place: { width: 1000, height: 700, position: null, isMaximized: false, ...place },
  });
  return window as unknown as RecordedWindow;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the window', () => {
  it('loads its own page, and has developer tools in development only', () => {
    const { loaded, options } = create();
    expect([loaded, options.webPreferences?.devTools]).toEqual([['app://bundle/index.html'], true]);
    expect(create(true).options.webPreferences).toEqual({ ...options.webPreferences, devTools: false });
  });

  it.each([
    ['it is ready', (window: RecordedWindow) => window.emit('ready-to-show')],
    ['its page has loaded', (window: RecordedWindow) => window.webContents.emit('did-finish-load')],
    ['its page could not be loaded', (window: RecordedWindow) => window.webContents.emit('did-fail-load')],
    ['three seconds have passed', () => vi.advanceTimersByTime(SHOW_TIMEOUT_MS)],
  ])('fault 62: is shown once, as soon as %s, with or without other events', (_name, act) => {
    const window = create();
    vi.advanceTimersByTime(SHOW_TIMEOUT_MS - 1);
    expect(window.shown).toBe(0);
    act(window);
    expect(window.shown).toBe(1);
    window.emit('ready-to-show');
    window.webContents.emit('did-finish-load');
    vi.advanceTimersByTime(SHOW_TIMEOUT_MS);
    expect(window.shown).toBe(1);
  });

  it('is opened at its place, twice because Electron sizes it by the scale of the primary screen', () => {
    const window = create(false, { position: { x: -900, y: 40 } });
    expect(window.options).toMatchObject({ x: -900, y: 40, width: 1000, height: 700, minWidth: 640, minHeight: 400 });
    window.emit('ready-to-show');
    expect(window.calls).toEqual([{ x: -900, y: 40, width: 1000, height: 700 }, 'show']);
  });

  it('is maximized when it is shown, since that shows it', () => {
    const window = create(false, { isMaximized: true });
    expect([window.options.x, window.calls]).toEqual([undefined, []]);
    window.emit('ready-to-show');
    expect(window.calls).toEqual(['maximize', 'show']);
  });

  it('is not shown if it was closed before', () => {
    const window = create();
    window.isGone = true;
    vi.advanceTimersByTime(SHOW_TIMEOUT_MS);
    window.webContents.emit('did-fail-load');
    expect(window.shown).toBe(0);
  });
});
