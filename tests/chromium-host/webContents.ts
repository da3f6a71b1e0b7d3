import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Page } from 'playwright';
import { toRealAddress, toStandIn } from './addresses.ts';
import { cloneForWire } from './cloneable.ts';
import { ipcMain } from './ipcMain.ts';
import { isErrorPage, LoadFailure } from './loadFailure.ts';
import { mortal } from './mortal.ts';
import type { PageInput } from './pageScript.ts';
import { applyPermissions } from './permissions.ts';
import { defaultSession } from './session.ts';
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

/** How long a page may leave a question unanswered before it counts as hanging, and between questions; milliseconds. */
const HANG_LIMIT_MS = 20_000;
const QUESTION_INTERVAL_MS = 2_000;

let lastId = 0;

/** The part of Electron's `WebContents` that KeyDesk uses, over a page of Chromium. */
export class HostWebContents extends EventEmitter {
  /** The contents as the application sees them. */
  readonly facade = mortal<HostWebContents>('WebContents', this);
  readonly id = ++lastId;
  readonly session: typeof defaultSession = defaultSession;
  /** Settles once the window is open. */
  opened: Promise<unknown> = Promise.resolve();
  private page: Page | null = null;
  private isGone = false;
  /** Whether main waits for a navigation that it asked for: it then tells itself of a failure. */
  private isLoading = false;
  private messageName = '';
  private hasCrashed = false;
  private zoomFactor = 1;
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private openPage: () => Promise<void> = () => Promise.reject(new Error('The window is not open yet'));
  /** Address of a navigation that main itself asked for, so that it is not taken for the page's wish. */
  private askedFor: string | null = null;

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

  /** Ends the process of the page. A page that hangs answers nothing any more, so its process is ended from outside. */
  forcefullyCrashRenderer(): void {
    void this.endRenderers().catch(ignoreWhenClosed(this.page));
  }

  /** Sends a message to the listeners of the preload. It is lost while no page is loaded. */
  send(channel: string, ...parameters: unknown[]): void {
    const message = {
      name: this.messageName,
      detail: { channel, parameters: cloneForWire(structuredClone(parameters)) },
    };
    void this.page
      ?.evaluate(({ name, detail }) => document.dispatchEvent(new CustomEvent(name, { detail })), message)
      .catch(() => {
        // The page went away or changed meanwhile; Electron drops the message then too.
      });
  }

  /**
   * Puts the contents on a page. `messageName` is the document event that its page script listens to; `openPage` makes a
   * new page and attaches it, because Playwright does not go on with one that has crashed.
   */
  attach(page: Page, messageName: string, openPage: () => Promise<void>): void {
    this.page = page;
    this.messageName = messageName;
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
    this.askedFor = address;
    this.isLoading = true;
    try {
      await page.goto(toStandIn(address));
    } catch (error) {
      // A navigation that ends because its window was closed is no failure, and a crash is told as one.
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

  /** Makes everything larger or smaller, as browsers do it: the page then has fewer or more pixels of its own. */
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

  /** Tells the application what was done with keyboard and mouse in the page, a key before everything else. */
  tellInput({ type, ...facts }: PageInput): void {
    if (facts.key !== null) {
      // The page has the key already: the host cannot take it away as Electron does.
      this.emit('before-input-event', new PreventableEvent(), strict('Input', { type, ...facts }));
    }
    this.emit('input-event', {}, strict('InputEvent', { type: type === 'keyDown' ? 'rawKeyDown' : type }));
  }

  /** Runs the handler of a channel for a call from the page. */
  answer(frame: Frame, channel: string, parameters: readonly unknown[]): Promise<Wired> {
    const event = strict('IpcMainInvokeEvent', { sender: this.facade, senderFrame: toFrame(frame) });
    return ipcMain.answer(event, channel, parameters);
  }

  /** The host shows one page, so whatever renders in this Chromium is it, or a spare process waiting for a page. */
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
      if (!(await answers(page))) {
        this.emit('unresponsive');
      }
      await delay(QUESTION_INTERVAL_MS, undefined, { ref: false });
    }
  }

  /**
   * Tells whether a frame may go to an address: always when main asked for it, else what the listeners of the
   * application say. @param address as main sees it.
   */
  mayNavigate(frame: Frame, address: string): boolean {
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && this.askedFor === address) {
      this.askedFor = null;
      return true;
    }
    const event = Object.assign(new PreventableEvent(), { url: address, isMainFrame, frame: toFrame(frame) });
    this.emit('will-frame-navigate', strict('will-frame-navigate', event));
    if (isMainFrame && !event.defaultPrevented) {
      this.emit('will-navigate', strict('will-navigate', event), address);
    }
    return !event.defaultPrevented;
  }

  /** Asks the application about a window that the page wants. Ends the process when it allows one. */
  refuseWindow(address: string): void {
    const url = toRealAddress(address);
    if (this.openHandler(strict('HandlerDetails', { url })).action !== 'deny') {
      failLoudly(`The application let the page open a window for ${url}`);
    }
  }
}

/** Whether the page answers a question in time. One that navigates, crashes or closes answers with an error. */
function answers(page: Page): Promise<boolean> {
  const answered = page.evaluate(() => true).catch(() => true);
  return Promise.race([answered, delay(HANG_LIMIT_MS, false, { ref: false })]);
}

/** A frame as main sees it, with the real address. */
function toFrame(frame: Frame): object {
  const parent = frame.parentFrame();
  return strict('WebFrameMain', {
    url: toRealAddress(frame.url()),
    parent: parent === null ? null : toFrame(parent),
    detached: frame.isDetached(),
    isDestroyed: () => frame.isDetached(),
  });
}

/** A navigation that ends because its window was closed is no failure. */
function ignoreWhenClosed(page: Page | null): (error: unknown) => void {
  return (error) => {
    if (page?.isClosed() === false) {
      throw error;
    }
  };
}
