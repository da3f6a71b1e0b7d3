import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright';
import { app } from './app.ts';
import { launchChromium } from './chromium.ts';
import { mortal } from './mortal.ts';
import { nativeTheme } from './nativeTheme.ts';
import { createPageScript, type PageInput, type PageNames } from './pageScript.ts';
import { answerRequest } from './requests.ts';
import { restrictEvents, strict } from './strict.ts';
import { isAskedFor } from './testRequests.ts';
import { HostWebContents } from './webContents.ts';
import { checkWindowOptions, type WindowOptions } from './windowOptions.ts';
import { type ClosableWindow, windowRegistry } from './windowRegistry.ts';
import { fromWire, type Wired } from './wire.ts';

/** The part of Electron's `BrowserWindow` that KeyDesk uses: a Chromium of its own with one page. */
export class HostBrowserWindow extends EventEmitter implements ClosableWindow {
  readonly facade = mortal<HostBrowserWindow>('BrowserWindow', this);
  private readonly contents = new HostWebContents();
  private readonly opened: Promise<BrowserContext>;
  private readonly names: PageNames;
  /** The page that is shown; a new one after a crash. */
  private page: Page | null = null;
  private isOpeningPage = true;
  private isGone = false;
  private isShown: boolean;
  private isProtected = false;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    if (!app.isReady()) {
      throw new Error('Cannot create BrowserWindow before app is ready');
    }
    if (windowRegistry.window !== null) {
      throw new Error('The Chromium host shows one window at a time');
    }
    restrictEvents(this, 'BrowserWindow', ['closed', 'ready-to-show']);
    const secret = randomBytes(8).toString('hex');
    this.names = {
      invoke: `invoke${secret}`,
      open: `open${secret}`,
      input: `input${secret}`,
      message: `message${secret}`,
    };
    this.isShown = options.show !== false;
    // An error page paints nothing, and neither does a hidden window that is given no frame.
    this.contents.once('did-finish-load', () => {
      if (!this.isGone && !isAskedFor('no-ready-to-show')) {
        this.emit('ready-to-show');
      }
    });
    this.opened = this.open(checkWindowOptions(options));
    this.contents.opened = this.opened;
  }

  static getAllWindows(): object[] {
    return windowRegistry.window === null ? [] : [windowRegistry.window.facade];
  }

  get webContents(): HostWebContents {
    return this.contents.facade;
  }

  loadURL(address: string): Promise<void> {
    return this.contents.loadURL(address);
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  isVisible(): boolean {
    return this.isShown;
  }

  /** The window of Chromium cannot be asked whether it is minimised; raising it also restores it. */
  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.focus();
  }

  show(): void {
    this.isShown = true;
    this.focus();
  }

  focus(): void {
    void this.opened.then(async () => {
      if (this.page?.isClosed() === false) {
        await this.page.bringToFront();
        windowRegistry.emit('focused', this.facade);
      }
    });
  }

  /** Only remembered: the window of Chromium cannot be kept out of screen captures. */
  setContentProtection(enable: boolean): void {
    this.isProtected = enable;
  }

  isContentProtected(): boolean {
    return this.isProtected;
  }

  async end(): Promise<void> {
    const context = await this.opened;
    await context.close();
  }

  private async open({ width, height, preload }: WindowOptions): Promise<BrowserContext> {
    const { names } = this;
    const context = await launchChromium({ width, height });
    context.once('close', () => this.onClosed());
    context.on('page', (page) => this.refuseForeign(page));
    await context.route('**/*', (route) => route.abort('blockedbyclient'));
    await context.exposeBinding(names.invoke, ({ frame }, channel: string, parameters: Wired) =>
      this.contents.answer(frame, channel, fromWire(parameters) as unknown[]),
    );
    await context.exposeBinding(names.input, (_source, input: PageInput) => this.contents.tellInput(input));
    await context.exposeBinding(names.open, (_source, address: string) => this.contents.refuseWindow(address));
    await context.addInitScript(createPageScript(names, await readFile(preload, 'utf8')));
    await this.showPage(context.pages()[0] ?? (await context.newPage()));
    return context;
  }

  /** Puts the window on a page, with the application's own handlers between the page and everything outside. */
  private async showPage(page: Page): Promise<void> {
    const crashed = this.page;
    this.page = page;
    this.isOpeningPage = false;
    page.once('close', () => (this.page === page ? void page.context().close() : undefined));
    this.contents.attach(page, this.names.message, async () => this.replacePage(await this.opened));
    await page.route('**/*', (route) => answerRequest(route, this.contents));
    await nativeTheme.follow(page);
    await crashed?.close();
  }

  private async replacePage(context: BrowserContext): Promise<void> {
    this.isOpeningPage = true;
    await this.showPage(await context.newPage());
  }

  private refuseForeign(page: Page): void {
    if (!this.isOpeningPage && page !== this.page) {
      void page.close();
      this.contents.refuseWindow(page.url());
    }
  }

  private onClosed(): void {
    this.isGone = true;
    this.contents.destroy();
    windowRegistry.window = null;
    this.emit('closed');
    windowRegistry.emit('all-closed');
  }
}

/** Stands for Electron's `BrowserWindow`. */
export const BrowserWindow: typeof HostBrowserWindow = strict(
  'BrowserWindow',
  new Proxy(HostBrowserWindow, {
    construct: (target, [options]) => {
      const window = new target(options);
      windowRegistry.window = window;
      windowRegistry.emit('contents-created', window.webContents);
      return window.facade;
    },
  }),
);
