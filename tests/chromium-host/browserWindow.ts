import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright';
import { app } from './app.ts';
import { launchChromium } from './chromium.ts';
import { isRequested } from './commandLine.ts';
import { mortal } from './mortal.ts';
import { nativeTheme } from './nativeTheme.ts';
import { createPageScript, type PageInput } from './pageScript.ts';
import { HostPrintWindow, isPrintWindow } from './printWindow.ts';
import { respond } from './requests.ts';
import { PreventableEvent, restrictEvents, strict } from './strict.ts';
import { HostWebContents } from './webContents.ts';
import { type Bounds, WindowBounds } from './windowBounds.ts';
import { checkWindowOptions, type WindowOptions } from './windowOptions.ts';
import { type ClosableWindow, windowRegistry } from './windowRegistry.ts';
import { fromWire, type Wired } from './wire.ts';

/** The part of Electron's `BrowserWindow` that KeyDesk uses: a Chromium of its own with one page. */
class HostBrowserWindow extends EventEmitter implements ClosableWindow {
  readonly facade = mortal<HostBrowserWindow>('BrowserWindow', this);
  private readonly contents = new HostWebContents();
  private readonly opened: Promise<BrowserContext>;
  /** Keeps the names of the host's functions from the page. */
  private readonly suffix = randomBytes(8).toString('hex');
  /** The current page; replaced after a crash. */
  private page: Page | null = null;
  private isOpeningPage = true;
  private isGone = false;
  private isShown: boolean;
  private isProtected = false;
  private readonly bounds: WindowBounds;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    if (!app.isReady()) {
      throw new Error('Cannot create BrowserWindow before app is ready');
    }
    if (windowRegistry.window !== null) {
      throw new Error('The Chromium host shows one window at a time');
    }
    restrictEvents(this, 'BrowserWindow', [
      ...['close', 'closed', 'maximize', 'move', 'ready-to-show', 'resize', 'unmaximize'],
    ]);
    this.isShown = options.show !== false;
    // Neither an error page nor a hidden window without frames paints anything.
    this.contents.once('did-finish-load', () => {
      if (!this.isGone && !isRequested('no-ready-to-show')) {
        this.emit('ready-to-show');
      }
    });
    const checked = checkWindowOptions(options);
    this.bounds = new WindowBounds(checked, (event) => this.emit(event));
    this.opened = this.open(checked);
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

  /** Unknown in Chromium; `restore` raises the window. */
  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.focus();
  }

  isMaximized(): boolean {
    return this.bounds.isMaximized;
  }

  /** Unknown like the minimized state. */
  isFullScreen(): boolean {
    return false;
  }

  maximize(): void {
    this.bounds.change({ windowState: 'maximized' });
  }

  setBounds({ x, y, width, height }: Bounds): void {
    this.bounds.change({ left: x, top: y, width, height });
  }

  getNormalBounds(): Bounds {
    return this.bounds.normal;
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

  /** Stored without effect: the window of Chromium cannot be excluded from screen captures. */
  setContentProtection(enable: boolean): void {
    this.isProtected = enable;
  }

  isContentProtected(): boolean {
    return this.isProtected;
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.opened;
    await this.page?.setViewportSize(size);
  }

  async end(): Promise<void> {
    const context = await this.opened;
    await context.close();
  }

  private async open({ width, height, preload }: WindowOptions): Promise<BrowserContext> {
    const { suffix } = this;
    const context = await launchChromium({ width, height });
    context.once('close', () => this.onClosed());
    context.on('page', (page) => this.closeForeign(page));
    await Promise.all([
      context.route('**/*', (route) => route.abort('blockedbyclient')),
      context.exposeBinding(`invoke${suffix}`, ({ frame }, channel: string, parameters: Wired) =>
        fromWire(parameters).then((values) => this.contents.invoke(frame, channel, values as unknown[])),
      ),
      context.exposeBinding(`input${suffix}`, (_source, input: PageInput) => this.contents.emitInput(input)),
      context.exposeBinding(`open${suffix}`, (_source, address: string) => this.contents.denyWindow(address)),
    ]);
    // After the functions, which it takes from the page.
    await context.addInitScript(createPageScript(suffix, await readFile(preload, 'utf8')));
    await this.showPage(context.pages()[0] ?? (await context.newPage()));
    return context;
  }

  /** Shows a page, all of whose requests go to the application's handlers. */
  private async showPage(page: Page): Promise<void> {
    const crashed = this.page;
    this.page = page;
    this.isOpeningPage = false;
    page.once('close', () => (this.page === page ? void page.context().close() : undefined));
    this.contents.attach(page, `message${this.suffix}`, async () => this.replacePage(await this.opened));
    await Promise.all([
      page.route('**/*', (route) => respond(route, this.contents)),
      nativeTheme.follow(page),
      this.bounds.follow(page),
    ]);
    await crashed?.close();
  }

  private async replacePage(context: BrowserContext): Promise<void> {
    this.isOpeningPage = true;
    await this.showPage(await context.newPage());
  }

  private closeForeign(page: Page): void {
    if (!this.isOpeningPage && page !== this.page) {
      void page.close();
      this.contents.denyWindow(page.url());
    }
  }

  private onClosed(): void {
    // Preventing it has no effect: Chromium has closed the window.
    this.emit('close', new PreventableEvent());
    this.isGone = true;
    this.contents.destroy();
    windowRegistry.window = null;
    this.emit('closed');
    windowRegistry.emit('all-closed');
  }
}

/** Implements Electron's `BrowserWindow`. */
export const BrowserWindow: typeof HostBrowserWindow = strict(
  'BrowserWindow',
  new Proxy(HostBrowserWindow, {
    construct: (target, [options]) => {
      if (isPrintWindow(options)) {
        return new HostPrintWindow(options).facade;
      }
      const window = new target(options);
      windowRegistry.window = window;
      windowRegistry.emit('contents-created', window.webContents);
      return window.facade;
    },
  }),
);
