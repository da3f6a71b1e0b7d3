import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { visitEverything } from './pages/everyPage.ts';
import { watchPolicy } from './pages/policyViolations.ts';

/** What a window of 1440 by 900 pixels has room for at a zoom of 200 %, in CSS pixels. */
const AT_200_PERCENT = { width: 720, height: 450 };
const USUAL = { width: 1440, height: 900 };

/** Collects the addresses outside the application that its page requests from now on. */
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

/** The accessibility violations that axe finds in the page. */
async function findBarriers(page: Page, name: string): Promise<readonly string[]> {
  // In its default mode axe opens another page, which the application does not permit.
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
  test(`no page or dialog violates a policy, loads from outside, stores data or has a barrier: ${language}, ${theme}, ${size.width} pixels`, {
    tag: [...tag],
  }, async ({ launch }) => {
    test.setTimeout(800_000);
    const app = await launch({ language, theme, ...size });
    const { page } = app;
    const foreign = watchRequests(page);
    const violations = await watchPolicy(page);
    const barriers: string[] = [];
    await visitEverything(app, language, async (shown) => {
      barriers.push(...(await findBarriers(page, shown)));
    });
    expect(barriers).toEqual([]);
    expect(await violations()).toEqual([]);
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
}

test('a script in the page reaches nothing outside and no way around the bridge, and the policy reports it', async ({
  app: { page },
}) => {
  const violations = await watchPolicy(page);
  const outcome = await page.evaluate(async () => {
    const fetched = await fetch('https://example.com/').catch(() => 'blocked');
    const image = await new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('blocked');
      element.src = 'https://example.com/x.png';
    });
    const container = document.body.appendChild(document.createElement('div'));
    const attempts = [
      () => new Function('return 1')(),
      () => {
        container.innerHTML = '<img src=x onerror="window.hasRun = true">';
      },
      () => {
        document.createElement('script').src = 'https://example.com/x.js';
      },
      () => document.createElement('button').setAttribute('onclick', 'window.hasRun = true'),
    ];
    const allowed = attempts.filter((attempt) => {
      try {
        attempt();
        return true;
      } catch {
        return false;
      }
    });
    const frame = document.body.appendChild(document.createElement('iframe'));
    const bridge: object = Reflect.get(window, 'keydesk');
    return {
      fetched,
      image,
      allowed: allowed.map(String),
      hasRun: 'hasRun' in window,
      globals: ['require', 'process', 'ipcRenderer', 'module'].filter((name) => name in window),
      opened: window.open('https://example.com/') !== null,
      isInFrame: frame.contentWindow !== null && 'keydesk' in frame.contentWindow,
      isFrozen: [bridge, ...Object.values(bridge)].every(Object.isFrozen),
    };
  });
  expect(outcome).toEqual({
    fetched: 'blocked',
    image: 'blocked',
    allowed: [],
    hasRun: false,
    globals: [],
    opened: false,
    isInFrame: false,
    isFrozen: true,
  });
  expect((await violations()).join('\n')).toMatch(/^connect-src .*^img-src /ms);
});
