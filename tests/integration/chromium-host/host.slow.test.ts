import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amount } from '../../harness/amount.ts';
import { connect, type HostProcess, isAlive, spawnHost, startHost } from './hostProcess.ts';

interface Bridge {
  invoke(channel: string, value?: unknown): Promise<unknown>;
  readonly refusals: Readonly<Record<string, string>>;
}
declare const bridge: Bridge;

/** Calls main from the page. */
function invoke(page: Page, channel: string, value?: unknown): Promise<unknown> {
  return page.evaluate(([name, parameter]) => bridge.invoke(String(name), parameter), [channel, value] as const);
}

/** Makes the browser process crash; it does not live to answer. */
async function endChromium(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Browser.crash').catch(() => 'gone');
}

describe('the Chromium host', () => {
  let host: HostProcess;
  let page: Page;

  beforeAll(async () => {
    host = await startHost();
    page = host.page;
  });

  afterAll(async () => {
    await host.end('SIGKILL');
    await host.clean();
  });

  it('carries plain values and refuses what its wire cannot carry', async () => {
    expect(await invoke(page, 'echo', { a: [1, null, 'ё'] })).toEqual({ a: [1, null, 'ё'] });
    const refusals = await page.evaluate(() =>
      Promise.all(
        [new Map(), new Date(), () => {}].map((value) => bridge.invoke('echo', value).catch((error) => error.message)),
      ),
    );
    expect(refusals).toEqual([
      expect.stringContaining('Map cannot be sent'),
      expect.stringContaining('Date cannot be sent'),
      expect.stringContaining('could not be cloned'),
    ]);
  });

  it('carries long texts whole, wherever they stand', async () => {
    const ends = await page.evaluate(async () => {
      const text = `${'ё'.repeat(100_000)}"<end>`;
      const value = (await bridge.invoke('echo', [text, { deep: [1, text] }, 'short'])) as unknown[];
      return JSON.stringify(value) === JSON.stringify([text, { deep: [1, text] }, 'short']);
    });
    expect(ends).toBe(true);
  });

  it('gives the preload nothing but the two modules it may have', async () => {
    expect(await page.evaluate(() => bridge.refusals)).toEqual({
      requireNode: expect.stringContaining('module not found: node:fs'),
      sendSync: expect.stringContaining('does not implement ipcRenderer.sendSync'),
      webFrame: expect.stringContaining('does not implement electron.webFrame'),
    });
  });

  it('leaves the page the frozen bridge and no way round it', async () => {
    const found = await page.evaluate(() => ({
      isFrozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.refusals),
      names: Object.getOwnPropertyNames(window).filter((name) => /^(invoke|open|message)[\da-f]{16}$/.test(name)),
      node: ['require', 'process', 'module'].filter((name) => name in window),
    }));
    expect(found).toEqual({ isFrozen: true, names: [], node: [] });
  });

  it('gives the page all headers of the protocol handler and aborts every foreign request', async () => {
    const outcome = await page.evaluate(async () => {
      const own = await fetch('/anything');
      const foreign = await fetch('https://example.com/').catch((error) => error.message);
      return { header: own.headers.get('x-host'), foreign };
    });
    expect(outcome).toEqual({ header: 'application', foreign: 'Failed to fetch' });
  });

  it('asks the application before a navigation and before a window', async () => {
    const opened = await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' });
      document.body.append(link);
      link.click();
      location.href = 'https://example.com/';
      return window.open('https://example.com/');
    });
    expect(opened).toBeNull();
    await expect.poll(() => page.context().pages().length).toBe(1);
    await expect.poll(() => page.title()).toBe('Application');
    expect(await invoke(page, 'echo', 1)).toBe(1);
  });

  it('sets permissions to what the handlers of the application say', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera'] as const).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    );
    expect(states).toEqual(['denied', 'denied', 'denied']);
  });

  it('has no keys of a browser: what the page leaves over does nothing', async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      window.addEventListener('keydown', (event) => {
        setTimeout(() => seen.push(`${event.key} ${event.defaultPrevented}`));
      });
    });
    for (const key of ['F5', 'Control+r', 'Control+-', 'Control+0', 'Control+p', 'Control+a', 'x']) {
      await page.keyboard.press(key);
    }
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.filter((text) => !text.startsWith('Control'))).toEqual([
      'F5 true',
      'r true',
      '- true',
      '0 true',
      'p true',
      'a false',
      'x false',
    ]);
    const isZoomed = await page.evaluate(
      () => !document.body.dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true })),
    );
    expect(isZoomed).toBe(true);
  });

  it('refuses objects deeper than the bridge goes', async () => {
    const refusal = await page.evaluate(() => {
      let deep: object = {};
      for (let depth = 0; depth < 1_100; depth += 1) {
        deep = { deep };
      }
      return new Promise((resolve) => resolve(bridge.invoke('echo', deep))).catch(String);
    });
    expect(refusal).toContain('recursion depth exceeded');
  });
});

describe('what a real system does now and then', () => {
  it('a window that is never ready to be shown is shown all the same', async () => {
    const host = await spawnHost([], { CHROMIUM_HOST: 'no-ready-to-show' });
    await connect(host);
    await expect.poll(async () => (await host.ask('isWindowVisible')).isWindowVisible, { timeout: 120_000 }).toBe(true);
    await host.end('SIGTERM');
    await host.clean();
  });

  it('a page that cannot be loaded is told, and the one in its place is shown', async () => {
    const host = await startHost('--missing-page');
    await expect.poll(() => invoke(host.page, 'address')).toBe('app://bundle/loadFailure.html');
    expect(await host.ask('isWindowVisible')).toEqual({ isWindowVisible: true });
    await host.end('SIGTERM');
    await host.clean();
  });

  it('a box about an error before the start waits for a click where a test asks for it', async () => {
    const host = await spawnHost(['--error-box']);
    expect(await host.ended).toBe(3);
    expect(host.output()).toContain('Application (before ready)\nIt does not start.');
    await host.clean();

    const blocked = await spawnHost(['--error-box'], { CHROMIUM_HOST: 'error-box-blocks' });
    await expect.poll(() => blocked.output(), { timeout: 120_000 }).toContain('It does not start.');
    expect(await Promise.race([blocked.ended, delay(100, 'waiting')])).toBe('waiting');
    await blocked.end('SIGKILL');
    await blocked.clean();
  });
});

describe('the end of the Chromium host', () => {
  it.each(amount<NodeJS.Signals[]>({ sample: ['SIGKILL'], full: ['SIGTERM', 'SIGINT', 'SIGKILL'] }))(
    '%s ends every process',
    async (signal) => {
      const host = await startHost();
      const pids = (await invoke(host.page, 'processes')) as number[];
      const gone = new Promise((resolve) => host.page.context().browser()?.once('disconnected', resolve));
      expect(await host.end(signal)).toBe(signal === 'SIGKILL' ? null : 0);
      await gone;
      await expect.poll(() => pids.filter(isAlive), { timeout: 120_000 }).toEqual([]);
      await host.clean();
    },
  );

  it.each([
    ['the user closes the window', (page: Page) => page.close()],
    ['Chromium dies', endChromium],
  ])('comes when %s', async (_name, act) => {
    const host = await startHost();
    const pids = (await invoke(host.page, 'processes')) as number[];
    await act(host.page);
    expect(await host.ended).toBe(0);
    await expect.poll(() => pids.filter(isAlive), { timeout: 120_000 }).toEqual([]);
    expect(host.output()).not.toContain('Error');
    await host.clean();
  });
});

describe('an application without guards', () => {
  it.each([
    [
      'leaves its page',
      () => void location.assign('https://example.com/'),
      'let the page leave for https://example.com/',
    ],
    [
      'opens a window',
      () => void window.open('https://example.com/'),
      'let the page open a window for https://example',
    ],
  ])('is ended when it %s', async (_name, act, message) => {
    const host = await startHost('--unguarded');
    await host.page.evaluate(act).catch(() => 'the page went with its host');
    expect(await host.ended).toBe(1);
    expect(host.output()).toContain(message);
    await host.clean();
  });
});
