import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { prepareVisit, visitEverything } from './pages/everyPage.ts';
import { KeysPage } from './pages/keysPage.ts';

declare global {
  interface Window {
    /** What the content security policy has refused since the document began. */
    refusedByPolicy: string[];
  }
}

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(() => app.close());

test.afterAll(() => keyring.stop());

/** Loads the page again and writes down every violation from its first script on. */
async function watchPolicy(): Promise<void> {
  await app.page.addInitScript(() => {
    window.refusedByPolicy = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await app.page.reload();
  await new KeysPage(app.page).waitForList();
}

const refusedByPolicy = () => app.page.evaluate(() => window.refusedByPolicy);

test('every page and dialog, in both languages and themes, breaks no policy, asks for nothing outside and stores nothing', async () => {
  test.setTimeout(300_000);
  const { page } = app;
  const { protocol, host } = new URL(page.url());
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if ((url.protocol !== protocol || url.host !== host) && url.protocol !== 'data:') {
      foreign.push(request.url());
    }
  });
  await watchPolicy();
  const importFile = await prepareVisit(app);
  for (const [language, languageButton, themes] of [
    ['en', 'English', ['Light', 'Dark']],
    ['ru', 'Русский', ['Светлая', 'Тёмная']],
  ] as const) {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: languageButton, exact: true }).click();
    for (const [index, theme] of themes.entries()) {
      await page.getByRole('button', { name: theme, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('data-color-scheme', index === 0 ? 'light' : 'dark');
      await visitEverything(app, language, importFile);
    }
  }
  expect(await refusedByPolicy()).toEqual([]);
  expect(foreign).toEqual([]);
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
  }));
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, cookies: '', workers: 0 });
});

test('the page can reach nothing outside, and the policy reports the attempts', async () => {
  await watchPolicy();
  const outcome = await app.page.evaluate(async () => {
    const tried = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    );
    const image = await new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element.src = 'https://example.com/x.png';
    });
    const script = Object.assign(document.createElement('div'), { id: 'probe' });
    document.body.append(script);
    const tries = {
      constructed: () => new Function('return 1')(),
      markup: () => {
        script.innerHTML = '<img src=x onerror="window.hasRun = true">';
      },
      address: () => {
        document.createElement('script').src = 'https://example.com/x.js';
      },
      handler: () => document.createElement('button').setAttribute('onclick', 'window.hasRun = true'),
    };
    const refusals = Object.entries(tries).map(([name, attempt]) => {
      try {
        attempt();
        return `${name} allowed`;
      } catch {
        return `${name} refused`;
      }
    });
    const hasRun = 'hasRun' in window;
    const globals = ['require', 'process', 'ipcRenderer', 'module'].filter((name) => name in window);
    return { tried, image, refusals, hasRun, globals, opened: window.open('https://example.com/') !== null };
  });
  expect(outcome).toEqual({
    tried: 'refused',
    image: 'refused',
    refusals: ['constructed refused', 'markup refused', 'address refused', 'handler refused'],
    hasRun: false,
    globals: [],
    opened: false,
  });
  const refused = await refusedByPolicy();
  expect(refused).toEqual(
    expect.arrayContaining([expect.stringMatching(/^connect-src /), expect.stringMatching(/^img-src /)]),
  );
});
