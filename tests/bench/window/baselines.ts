import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Size of all compared pages in CSS pixels; KeyDesk shows every column. */
export const PAGE_SIZE = { width: 1440, height: 900 };

/** The pages to compare KeyDesk with. None imports anything of KeyDesk. */
const BASELINES = {
  bareWork: 'bareWork.ts',
  virtualList: 'virtualList.tsx',
  dataGrid: 'dataGrid.tsx',
  agGrid: 'agGrid.tsx',
} as const;
/** Name of a page to compare KeyDesk with. */
export type BaselineName = keyof typeof BASELINES;

/** Opens a page of `pages/`, built with the same plugins as the window, and shows keys in it. @param keys as JSON. */
export async function openBaseline(browser: Browser, name: BaselineName, keys: string): Promise<Page> {
  const page = await browser.newPage({ viewport: PAGE_SIZE, locale: 'en' });
  await page.setContent('<!doctype html><style>body { margin: 0 }</style><div id="root"></div>');
  await page.addScriptTag({ content: await compile(BASELINES[name]) });
  await page.evaluate((text) => (window as unknown as { show(keys: string): void }).show(text), keys);
  return page;
}

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
