import { EventEmitter } from 'node:events';
import type { Frame, Page } from 'playwright';
import { toRealAddress, toStandIn } from './addresses.ts';
import { cloneForWire } from './cloneable.ts';
import { type InvokeReply, ipcMain } from './ipcMain.ts';
import { defaultSession } from './session.ts';
import { failLoudly, PreventableEvent, restrictEvents, strict } from './strict.ts';

const EVENTS = [
  'did-finish-load',
  'render-process-gone',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
];

type OpenHandler = (details: object) => { action: 'allow' | 'deny' };

let lastId = 0;

/** The part of Electron's `WebContents` that KeyDesk uses, over a page of Chromium. */
export class HostWebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session = defaultSession;
  private page: Page | null = null;
  private messageName = '';
  private openHandler: OpenHandler = () => ({ action: 'allow' });
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

  reload(): void {
    this.askedFor = this.getURL();
    void this.page?.reload().catch(ignoreWhenClosed(this.page));
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

  /** Puts the contents on a page. `messageName` is the document event that its page script listens to. */
  attach(page: Page, messageName: string): void {
    this.page = page;
    this.messageName = messageName;
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('load', () => this.emit('did-finish-load'));
  }

  /** Loads an address for main. */
  async load(address: string): Promise<void> {
    this.askedFor = address;
    await this.page?.goto(toStandIn(address)).catch(ignoreWhenClosed(this.page));
  }

  /** Runs the handler of a channel for a call from the page. */
  answer(frame: Frame, channel: string, parameters: readonly unknown[]): Promise<InvokeReply> {
    const event = strict('IpcMainInvokeEvent', { sender: this, senderFrame: toFrame(frame) });
    return ipcMain.answer(event, channel, parameters);
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
function ignoreWhenClosed(page: Page): (error: unknown) => void {
  return (error) => {
    if (!page.isClosed()) {
      throw error;
    }
  };
}
