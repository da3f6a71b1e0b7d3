import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Page } from 'playwright';
import { toRealAddress, toStandIn } from './addresses.ts';
import { cloneForWire } from './cloneable.ts';
import { ipcMain } from './ipcMain.ts';
import { applyPermissions } from './permissions.ts';
import { defaultSession } from './session.ts';
import { failLoudly, PreventableEvent, restrictEvents, strict } from './strict.ts';
import type { Wired } from './wire.ts';

const EVENTS = [
  'did-finish-load',
  'render-process-gone',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
];

type OpenHandler = (details: object) => { action: 'allow' | 'deny' };

/** How long a page may leave a question unanswered before it counts as hanging, and between questions; milliseconds. */
const HANG_LIMIT_MS = 20_000;
const QUESTION_INTERVAL_MS = 2_000;

let lastId = 0;

/** The part of Electron's `WebContents` that KeyDesk uses, over a page of Chromium. */
export class HostWebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session = defaultSession;
  private page: Page | null = null;
  private messageName = '';
  private hasCrashed = false;
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
    return this.page === null || this.page.isClosed();
  }

  /** Ends the process of the page. A page that hangs answers nothing any more, so its process is ended from outside. */
  forcefullyCrashRenderer(): void {
    void this.endRenderers().catch(ignoreWhenClosed(this.page));
  }

  /** Sends a message to the listeners of the preload. It is lost while no page is loaded. */
  send(channel: string, ...parameters: unknown[]): void {
    const message = { name: this.messageName, detail: { channel, parameters: parameters.map(cloneForWire) } };
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
    page.on('crash', () => {
      this.hasCrashed = true;
      this.emit('render-process-gone', {}, strict('RenderProcessGoneDetails', { reason: 'crashed', exitCode: 1 }));
    });
    page.on('load', () => this.emit('did-finish-load'));
    void this.watchResponse(page);
  }

  /** Loads an address for main. */
  async loadURL(address: string): Promise<void> {
    if (this.hasCrashed) {
      await this.openPage();
    }
    const { page } = this;
    if (page !== null) {
      await applyPermissions(page, this, address);
      this.askedFor = address;
      await page.goto(toStandIn(address)).catch(ignoreWhenClosed(page));
    }
  }

  /** Runs the handler of a channel for a call from the page. */
  answer(frame: Frame, channel: string, parameters: readonly unknown[]): Promise<Wired> {
    const event = strict('IpcMainInvokeEvent', { sender: this, senderFrame: toFrame(frame) });
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
