import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Page } from 'playwright';
import { toRealAddress, toStandIn } from './addresses.ts';
import { ipcMain } from './ipcMain.ts';
import { isErrorPage, LoadFailure } from './loadFailure.ts';
import { mortal } from './mortal.ts';
import type { PageInput } from './pageScript.ts';
import { applyPermissions } from './permissions.ts';
import { failLoudly, PreventableEvent, restrictEvents, strict } from './strict.ts';
import type { Wired } from './wire.ts';

const EVENTS = [
  'before-input-event',
  'did-fail-load',
  'did-finish-load',
  'input-event',
  'render-process-gone',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
  'zoom-changed',
];

type OpenHandler = (details: object) => { action: 'allow' | 'deny' };

/** Time within which a responsive page evaluates an expression, and the interval of these checks, in milliseconds. */
const HANG_LIMIT_MS = 20_000;
const CHECK_INTERVAL_MS = 2_000;

let lastId = 0;

/** The part of Electron's `WebContents` that KeyDesk uses, over a page of Chromium. */
export class HostWebContents extends EventEmitter {
  /** What the application gets. */
  readonly facade = mortal<HostWebContents>('WebContents', this);
  readonly id = ++lastId;
  /** Settles once the window is open. */
  opened: Promise<unknown> = Promise.resolve();
  private page: Page | null = null;
  private isGone = false;
  /** Whether `loadURL` is pending, which reports a failure itself. */
  private isLoading = false;
  private messageEvent = '';
  private hasCrashed = false;
  private zoomFactor = 1;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private openPage: () => Promise<void> = () => Promise.reject(new Error('The window is not open yet'));
  /** Address of a pending navigation that main requested, which needs no permission. */
  private requested: string | null = null;

  constructor() {
    super();
    restrictEvents(this, 'WebContents', EVENTS);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return toRealAddress(this.page?.url() ?? '');
  }

  isDestroyed(): boolean {
    return this.isGone || this.page?.isClosed() === true;
  }

  /** The window is closed. */
  destroy(): void {
    this.isGone = true;
  }

  /** Ends the process of the page from outside, because a page that hangs does not respond. */
  forcefullyCrashRenderer(): void {
    void this.endRenderers().catch(ignoreWhenClosed(this.page));
  }

  /** Notifies the listeners of the preload, if a page is loaded. @throws Error for a message with arguments. */
  send(channel: string, ...parameters: unknown[]): void {
    if (parameters.length > 0) {
      throw new Error('The Chromium host sends no arguments to the page');
    }
    const message = { name: this.messageEvent, detail: channel };
    void this.page
      ?.evaluate(({ name, detail }) => document.dispatchEvent(new CustomEvent(name, { detail })), message)
      .catch(() => {
        // The page was closed or navigated; Electron drops the message too.
      });
  }

  /**
   * Attaches the contents to a page. `messageEvent` is the document event of its page script; `openPage`
   * replaces the page, because Playwright cannot continue with a crashed one.
   */
  attach(page: Page, messageEvent: string, openPage: () => Promise<void>): void {
    this.page = page;
    this.messageEvent = messageEvent;
    this.openPage = openPage;
    this.hasCrashed = false;
    this.zoomFactor = 1;
    page.on('crash', () => {
      this.hasCrashed = true;
      this.emit('render-process-gone', {}, strict('RenderProcessGoneDetails', { reason: 'crashed', exitCode: 1 }));
    });
    page.on('load', () => {
      if (!isErrorPage(page)) {
        this.emit('did-finish-load');
      }
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && isErrorPage(page) && !this.isLoading) {
        this.failLoading(new LoadFailure('net::ERR_FAILED', this.getURL()));
      }
    });
    void this.watchResponse(page);
  }

  /** Loads an address for main. @throws LoadFailure when it cannot be shown. */
  async loadURL(address: string): Promise<void> {
    await this.opened;
    if (this.hasCrashed) {
      await this.openPage();
    }
    const { page } = this;
    if (page === null || this.isDestroyed()) {
      return;
    }
    await applyPermissions(page, this.facade, address);
    this.requested = address;
    this.isLoading = true;
    try {
      await page.goto(toStandIn(address));
    } catch (error) {
      // Closing the window during a navigation is no failure, and a crash has its own event.
      if (!page.isClosed()) {
        const failure = new LoadFailure(String(error), address);
        await failure.waitForErrorPage(page);
        throw this.hasCrashed ? failure : this.failLoading(failure);
      }
    } finally {
      this.isLoading = false;
    }
  }

  private failLoading(failure: LoadFailure): LoadFailure {
    const isMainFrame = true;
    this.emit('did-fail-load', {}, failure.errno, failure.code, failure.url, isMainFrame);
    return failure;
  }

  /** Zooms as browsers do: the page has fewer or more CSS pixels. */
  setZoomFactor(factor: number): void {
    if (factor !== this.zoomFactor) {
      const before = this.zoomFactor;
      this.zoomFactor = factor;
      void this.zoom(before / factor, factor).catch(ignoreWhenClosed(this.page));
    }
  }

  private async zoom(change: number, deviceScaleFactor: number): Promise<void> {
    const { page } = this;
    if (page !== null) {
      const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      const client = await page.context().newCDPSession(page);
      await client.send('Emulation.setDeviceMetricsOverride', {
        width: Math.round(size.width * change),
        height: Math.round(size.height * change),
        deviceScaleFactor,
        mobile: false,
      });
    }
  }

  /** Emits the events of an input in the page. */
  emitInput({ type, ...facts }: PageInput): void {
    if (facts.key !== null) {
      // Calling preventDefault has no effect, since the page has already received the key.
      this.emit('before-input-event', new PreventableEvent(), strict('Input', { type, ...facts }));
    }
    this.emit('input-event', {}, strict('InputEvent', { type: type === 'keyDown' ? 'rawKeyDown' : type }));
  }

  /** Handles a call from the page. */
  invoke(frame: Frame, channel: string, parameters: readonly unknown[]): Promise<Wired> {
    const event = strict('IpcMainInvokeEvent', { sender: this.facade, senderFrame: toFrame(frame) });
    return ipcMain.invoke(event, channel, parameters);
  }

  /** Ends all renderers of this Chromium: that of the only page, and spare ones. */
  private async endRenderers(): Promise<void> {
    const client = await this.page?.context().browser()?.newBrowserCDPSession();
    const { processInfo = [] } = (await client?.send('SystemInfo.getProcessInfo')) ?? {};
    for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
      process.kill(id, 'SIGKILL');
    }
    await client?.detach();
  }

  private async watchResponse(page: Page): Promise<void> {
    while (this.page === page && !page.isClosed() && !this.hasCrashed) {
      if (!(await isResponsive(page))) {
        this.emit('unresponsive');
      }
      await delay(CHECK_INTERVAL_MS, undefined, { ref: false });
    }
  }

  /** Whether a frame may navigate to an address: if main requested it, or no listener prevents it. */
  mayNavigate(frame: Frame, address: string): boolean {
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && this.requested === address) {
      this.requested = null;
      return true;
    }
    const event = Object.assign(new PreventableEvent(), { url: address, isMainFrame, frame: toFrame(frame) });
    this.emit('will-frame-navigate', strict('will-frame-navigate', event));
    if (isMainFrame && !event.defaultPrevented) {
      this.emit('will-navigate', strict('will-navigate', event), address);
    }
    return !event.defaultPrevented;
  }

  /** Calls the application's handler for a new window. Ends the process if it allows one. */
  denyWindow(address: string): void {
    const url = toRealAddress(address);
    if (this.openHandler(strict('HandlerDetails', { url })).action !== 'deny') {
      failLoudly(`The application let the page open a window for ${url}`);
    }
  }
}

/** Whether the page responds in time; an error, as of a page that navigates or closes, is a response. */
function isResponsive(page: Page): Promise<boolean> {
  const response = page.evaluate(() => true).catch(() => true);
  return Promise.race([response, delay(HANG_LIMIT_MS, false, { ref: false })]);
}

/** Electron's view of a frame. */
function toFrame(frame: Frame): object {
  const parent = frame.parentFrame();
  return strict('WebFrameMain', {
    url: toRealAddress(frame.url()),
    parent: parent === null ? null : toFrame(parent),
    detached: frame.isDetached(),
    isDestroyed: () => frame.isDetached(),
  });
}

/** Ignores errors caused by closing the window. */
function ignoreWhenClosed(page: Page | null): (error: unknown) => void {
  return (error) => {
    if (page?.isClosed() === false) {
      throw error;
    }
  };
}
