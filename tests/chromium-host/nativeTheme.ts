import { EventEmitter } from 'node:events';
import type { Page } from 'playwright';
import { commandLine } from './commandLine.ts';
import { restrictEvents, strict } from './strict.ts';

type ThemeSource = 'system' | 'light' | 'dark';

/** The part of Electron's `nativeTheme` that KeyDesk uses. The theme of the system is light without a switch. */
class HostNativeTheme extends EventEmitter {
  private source: ThemeSource = 'system';
  private page: Page | null = null;

  constructor() {
    super();
    restrictEvents(this, 'nativeTheme', ['updated']);
  }

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    this.source = source;
    void this.apply();
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? commandLine.prefersDark : this.source === 'dark';
  }

  /** Applies the theme, and later changes, to a page. */
  async follow(page: Page): Promise<void> {
    this.page = page;
    await this.apply();
  }

  private async apply(): Promise<void> {
    if (this.page?.isClosed() === false) {
      await this.page.emulateMedia({ colorScheme: this.shouldUseDarkColors ? 'dark' : 'light' });
    }
  }
}

/** Implements Electron's `nativeTheme`. */
export const nativeTheme = strict('nativeTheme', new HostNativeTheme());
