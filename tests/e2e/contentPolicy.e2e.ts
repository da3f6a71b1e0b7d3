import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { prepareVisit, visitEverything } from './pages/everyPage.ts';

declare global {
  interface Window {
    /** What the content security policy has refused since the document began. */
    refusedByPolicy: string[];
  }
}

/** What a window of 1440 by 900 pixels has room for at a zoom of 200 %, in CSS pixels. */
const AT_200_PERCENT = { width: 720, height: 450 };
const USUAL = { width: 1440, height: 900 };

/** Loads the page again and notes every violation from its first script on. */
async function watchPolicy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.refusedByPolicy = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await page.reload();
}

const refusedByPolicy = (page: Page) => page.evaluate(() => window.refusedByPolicy);

/** The addresses outside of the application that its page asks for from now on. */
function watchRequests(page: Page): readonly string[] {
  const { protocol, host } = new URL(page.url());
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if ((url.protocol !== protocol || url.host !== host) && url.protocol !== 'data:') {
      foreign.push(request.url());
    }
  });
  return foreign;
}

/** What axe finds in what is shown, once nothing moves: a colour half way through a transition is none of ours. */
async function findBarriers(page: Page, name: string): Promise<readonly string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
    }),
  );
  // In the usual mode axe would open a page of its own, which the application does not let it.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${name}: ${id} ${html}\n${failureSummary}`),
  );
}

for (const { language, theme, size, tag } of [
  { language: 'en', theme: 'light', size: AT_200_PERCENT, tag: [] },
  { language: 'ru', theme: 'dark', size: USUAL, tag: [] },
  { language: 'en', theme: 'dark', size: USUAL, tag: ['@full'] },
  { language: 'ru', theme: 'light', size: AT_200_PERCENT, tag: ['@full'] },
] as const) {
  test.describe(`${language}, ${theme}, ${size.width} pixels wide`, { tag: [...tag] }, () => {
    test('no page and no dialog breaks a policy, asks for anything outside, stores anything or has a barrier', async ({
      launch,
    }) => {
      test.setTimeout(400_000);
      const app = await launch({ language, theme, ...size });
      const { page } = app;
      const importFile = await prepareVisit(app);
      const foreign = watchRequests(page);
      await watchPolicy(page);
      const barriers: string[] = [];
      await visitEverything(app, language, importFile, async (shown) => {
        barriers.push(...(await findBarriers(page, shown)));
      });
      expect(barriers).toEqual([]);
      expect(await refusedByPolicy(page)).toEqual([]);
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
  });
}

test('the page can reach nothing outside, and the policy reports the attempts', async ({ app: { page } }) => {
  await watchPolicy(page);
  const outcome = await page.evaluate(async () => {
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
  const refused = await refusedByPolicy(page);
  expect(refused).toEqual(
    expect.arrayContaining([expect.stringMatching(/^connect-src /), expect.stringMatching(/^img-src /)]),
  );
});

test('a page that was taken over can call with nothing that main would act on', async ({ app }) => {
  const log = (): string => readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');
  const before = log().split('\n').length;
  // Where nothing was changed yet there is no file.
  const settingsFile = join(app.userDataFolder, 'settings.json');
  const settings = (): string | null => (existsSync(settingsFile) ? readFileSync(settingsFile, 'utf8') : null);
  const settingsBefore = settings();
  const outcome = await app.page.evaluate(async () => {
    const bridge = Reflect.get(window, 'keydesk') as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    const activate = (input: unknown): Promise<unknown> =>
      Promise.resolve()
        .then(() => bridge.connections?.activate?.(input))
        .catch(() => 'not sent');
    const cyclic: Record<string, unknown> = { connectionId: 'sample' };
    cyclic.itself = cyclic;
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame =
      frame.contentWindow === null ? [] : Object.keys(frame.contentWindow).filter((name) => name === 'keydesk');
    return {
      large: await activate({ connectionId: 'x'.repeat(50 * 1024 * 1024) }),
      withFunction: await activate({ connectionId: () => 'sample' }),
      cyclic: await activate(cyclic),
      inFrame,
      channels: Object.keys(bridge).includes('electron-store-get-data'),
      isFrozen: Object.isFrozen(bridge) && Object.values(bridge).every((area) => Object.isFrozen(area)),
    };
  });
  expect(outcome).toMatchObject({
    large: { ok: false, error: { code: 'VALIDATION', message: 'The input is too large.' } },
    withFunction: 'not sent',
    inFrame: [],
    channels: false,
    isFrozen: true,
  });
  expect(['not sent', false]).toContain(
    typeof outcome.cyclic === 'string' ? outcome.cyclic : Reflect.get(Object(outcome.cyclic), 'ok'),
  );
  expect(log().split('\n').length - before).toBeLessThanOrEqual(2);
  expect(settings()).toBe(settingsBefore);
});
