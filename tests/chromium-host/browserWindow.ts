import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright';
import { app } from './app.ts';
import { launchChromium } from './chromium.ts';
import { nativeTheme } from './nativeTheme.ts';
import { createPageScript } from './pageScript.ts';
import { applyPermissions } from './permissions.ts';
import { answerRequest } from './requests.ts';
import { restrictEvents, strict } from './strict.ts';
import { HostWebContents } from './webContents.ts';
import { checkWindowOptions, type WindowOptions } from './windowOptions.ts';
import { type ClosableWindow, windowRegistry } from './windowRegistry.ts';

/** The part of Electron's `BrowserWindow` that KeyDesk uses: a Chromium of its own with one page. */
export class HostBrowserWindow extends EventEmitter implements ClosableWindow {
  readonly webContents = strict('WebContents', new HostWebContents());
  private readonly opened: Promise<Page>;
  private isGone = false;
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
    this.opened = this.open(checkWindowOptions(options));
  }

  static getAllWindows(): ClosableWindow[] {
    return windowRegistry.window === null ? [] : [windowRegistry.window];
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.opened;
    await applyPermissions(page, this.webContents, address);
    await this.webContents.load(address);
    if (!this.isGone) {
      this.emit('ready-to-show');
    }
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  /** The window of Chromium cannot be asked whether it is minimised; raising it also restores it. */
  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.focus();
  }

  show(): void {
    this.focus();
  }

  focus(): void {
    void this.opened.then(async (page) => {
      if (!page.isClosed()) {
        await page.bringToFront();
        windowRegistry.emit('focused', this);
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
    const page = await this.opened;
    await page.context().close();
  }

  private async open({ width, height, preload }: WindowOptions): Promise<Page> {
    const context = await launchChromium({ width, height });
    context.once('close', () => this.onClosed());
    const [page = await context.newPage()] = context.pages();
    page.once('close', () => void context.close());
    const secret = randomBytes(8).toString('hex');
    const names = { invoke: `invoke${secret}`, open: `open${secret}`, message: `message${secret}` };
    this.webContents.attach(page, names.message);
    await this.guard(context, page);
    await context.exposeBinding(names.invoke, ({ frame }, channel: string, parameters: unknown[]) =>
      this.webContents.answer(frame, channel, parameters),
    );
    await context.exposeBinding(names.open, (_source, address: string) => this.webContents.refuseWindow(address));
    await context.addInitScript(createPageScript(names, await readFile(preload, 'utf8')));
    await nativeTheme.follow(page);
    return page;
  }

  /** Puts the application's own handlers between the page and everything outside. */
  private async guard(context: BrowserContext, page: Page): Promise<void> {
    await context.route('**/*', (route) => route.abort('blockedbyclient'));
    await page.route('**/*', (route) => answerRequest(route, this.webContents));
    context.on('page', (other) => {
      if (other !== page) {
        void other.close();
        this.webContents.refuseWindow(other.url());
      }
    });
  }

  private onClosed(): void {
    this.isGone = true;
    this.emit('closed');
    windowRegistry.window = null;
    windowRegistry.emit('all-closed');
  }
}

/** Stands for Electron's `BrowserWindow`. */
export const BrowserWindow: typeof HostBrowserWindow = strict(
  'BrowserWindow',
  new Proxy(HostBrowserWindow, {
    construct: (target, [options]) => {
      const raw = new target(options);
      const window = strict('BrowserWindow', raw);
      windowRegistry.window = window;
      windowRegistry.emit('contents-created', raw.webContents);
      return window;
    },
  }),
);
