import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import type { WindowOptions } from './windowOptions.ts';

/** Interval at which the bounds are read, in milliseconds: Chromium sends no event for them. */
const READ_INTERVAL_MS = 100;

/** Electron's bounds of a window in CSS pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bounds as Chromium's debugging protocol has them. */
interface ChromiumBounds {
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
  readonly windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
}

/** Size, position and maximized state of a window of Chromium. */
export class WindowBounds {
  private readonly emit: (event: 'resize' | 'move' | 'maximize' | 'unmaximize') => void;
  private session: CDPSession | null = null;
  /** Changes that were requested before the window was open. */
  private readonly pending: ChromiumBounds[] = [];
  /** Bounds while neither maximized nor in full screen. */
  normal: Bounds;
  isMaximized = false;

  /** @param emit emits an event of the window. */
  constructor({ width, height, position }: WindowOptions, emit: WindowBounds['emit']) {
    this.normal = { x: position?.x ?? 0, y: position?.y ?? 0, width, height };
    this.emit = emit;
  }

  /** Changes the bounds, as soon as the window is open. */
  change(bounds: ChromiumBounds): void {
    if (this.session === null) {
      this.pending.push(bounds);
    } else {
      void this.send(this.session, bounds).catch(() => {
        // The window was closed.
      });
    }
  }

  /** Follows the bounds of the window of a page until the page is closed. */
  async follow(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    for (const bounds of this.pending.splice(0)) {
      await this.send(session, bounds);
    }
    this.session = session;
    void this.watch(session, page);
  }

  private async send(session: CDPSession, bounds: ChromiumBounds): Promise<void> {
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds });
  }

  private async watch(session: CDPSession, page: Page): Promise<void> {
    for (let isFirst = true; this.session === session && !page.isClosed(); isFirst = false) {
      const read = await session.send('Browser.getWindowForTarget').catch(() => null);
      if (read !== null) {
        this.take(read.bounds, isFirst);
      }
      await delay(READ_INTERVAL_MS, undefined, { ref: false });
    }
  }

  private take({ left = 0, top = 0, width = 0, height = 0, windowState }: ChromiumBounds, isFirst: boolean): void {
    const before = { ...this.normal, isMaximized: this.isMaximized };
    this.isMaximized = windowState === 'maximized';
    if (windowState === 'normal') {
      this.normal = { x: left, y: top, width, height };
    }
    if (isFirst) {
      return;
    }
    if (before.isMaximized !== this.isMaximized) {
      this.emit(this.isMaximized ? 'maximize' : 'unmaximize');
    }
    if (before.width !== this.normal.width || before.height !== this.normal.height) {
      this.emit('resize');
    }
    if (before.x !== this.normal.x || before.y !== this.normal.y) {
      this.emit('move');
    }
  }
}
