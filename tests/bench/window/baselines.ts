import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findChromium } from '../../../scripts/chromium.mjs';
import { sandboxSwitches } from '../../../scripts/host.mjs';

/** Size of every page that is compared, in CSS pixels; every column of KeyDesk has room. */
export const PAGE_SIZE = { width: 1440, height: 900 };

/** Pages that do the same as KeyDesk, or the least of it, in a Chromium of their own with the switches of the host. */
export class Baselines {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Starts their Chromium. @throws Error where none is installed. */
  static async start(): Promise<Baselines> {
    const executablePath = findChromium();
    if (executablePath === null) {
      throw new Error('The baselines need an installed Chromium');
    }
    return new Baselines(await chromium.launch({ executablePath, args: ['--disable-gpu', ...sandboxSwitches()] }));
  }

  /** Opens a page of `pages/` with keys in it. @param keys as JSON. */
  async open(name: 'dataGrid.tsx' | 'virtualList.tsx' | 'bareWork.ts', keys: string): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: PAGE_SIZE, locale: 'en' });
    const page = await context.newPage();
    await page.setContent('<!doctype html><style>body { margin: 0 }</style><div id="root"></div>');
    await page.addScriptTag({ content: await compile(name) });
    await page.evaluate((text) => (window as unknown as { show(keys: string): void }).show(text), keys);
    return page;
  }

  /** Ends their Chromium. */
  async stop(): Promise<void> {
    await this.#browser.close();
  }
}

/** Builds a page as the window is built, into one script. */
async function compile(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    plugins: [react()],
    build: {
      write: false,
      rolldownOptions: { input: join(import.meta.dirname, 'pages', name), output: { format: 'iife' } },
    },
  });
  const outputs = 'output' in result ? result.output : [];
  const script = outputs.find((output) => output.type === 'chunk');
  if (script?.type !== 'chunk') {
    throw new Error(`${name} was not built`);
  }
  return script.code;
}
