import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { amount } from '../../harness/amount.ts';
import { isAlive, spawnHost, startHost } from './hostProcess.ts';

interface Bridge {
  invoke(channel: string, value?: unknown): Promise<unknown>;
  readonly refusals: Readonly<Record<string, string>>;
}
declare const bridge: Bridge;

/** Calls main from the page. */
function invoke(page: Page, channel: string, value?: unknown): Promise<unknown> {
  return page.evaluate(([name, parameter]) => bridge.invoke(String(name), parameter), [channel, value] as const);
}

const processesOf = async (page: Page) => (await invoke(page, 'processes')) as number[];

/** Expects that no process is left. */
async function expectEnded(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
}

describe('the Chromium host', () => {
  let page: Page;

  beforeAll(async () => {
    ({ page } = await startHost());
  });

  it('sends plain values and rejects others and those nested too deeply', async () => {
    const value = { a: [1, null, 'ё'], long: `${'ё'.repeat(100_000)}"<end>` };
    expect(await invoke(page, 'echo', value)).toEqual(value);
    const rejections = await page.evaluate(() => {
      let deep: object = {};
      for (let depth = 0; depth < 1_100; depth += 1) {
        deep = { deep };
      }
      const send = async (sent: unknown) => bridge.invoke('echo', sent);
      return Promise.all([new Map(), new Date(), () => {}, deep].map((sent) => send(sent).catch(String)));
    });
    expect(rejections).toEqual([
      expect.stringContaining('Map cannot be sent'),
      expect.stringContaining('Date cannot be sent'),
      expect.stringContaining('could not be cloned'),
      expect.stringContaining('recursion depth exceeded'),
    ]);
  });

  it('gives the preload two modules, and the page nothing but the frozen bridge', async () => {
    expect(await page.evaluate(() => bridge.refusals)).toEqual({
      requireNode: expect.stringContaining('module not found: node:fs'),
      sendSync: expect.stringContaining('does not implement ipcRenderer.sendSync'),
      webFrame: expect.stringContaining('does not implement electron.webFrame'),
    });
    const found = await page.evaluate(() => ({
      isFrozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.refusals),
      names: Object.getOwnPropertyNames(window).filter((name) => /^(invoke|open|message)[\da-f]{16}$/.test(name)),
      node: ['require', 'process', 'module'].filter((name) => name in window),
    }));
    expect(found).toEqual({ isFrozen: true, names: [], node: [] });
  });

  it('sends the headers of the protocol handler and aborts requests to other origins', async () => {
    const outcome = await page.evaluate(async () => {
      const own = await fetch('/anything');
      const foreign = await fetch('https://example.com/').catch((error) => error.message);
      return { header: own.headers.get('x-host'), foreign };
    });
    expect(outcome).toEqual({ header: 'application', foreign: 'Failed to fetch' });
  });

  it('asks the application before a navigation and before a new window', async () => {
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

  it('sets permissions to the responses of the application', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera'] as const).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    );
    expect(states).toEqual(['denied', 'denied', 'denied']);
  });

  it('disables the shortcuts and the zoom of the browser', async () => {
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
    const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await expect
      .poll(async () => (await seen()).filter((text) => !text.startsWith('Control')))
      .toEqual(['F5 true', 'r true', '- true', '0 true', 'p true', 'a false', 'x false']);
    const isPrevented = await page.evaluate(
      () => !document.body.dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true })),
    );
    expect(isPrevented).toBe(true);
  });
});

describe('faults of a real system', () => {
  it('a window that is never ready to be shown is shown all the same', async () => {
    const host = await spawnHost([], { CHROMIUM_HOST: 'no-ready-to-show' });
    await host.connect();
    await expect.poll(async () => (await host.ask('isWindowVisible')).isWindowVisible).toBe(true);
  });

  it('a page that cannot be loaded is replaced by one that says so', async () => {
    const host = await startHost('--missing-page');
    await expect.poll(() => invoke(host.page, 'address')).toBe('app://bundle/loadFailure.html');
    expect(await host.ask('isWindowVisible')).toEqual({ isWindowVisible: true });
  });

  it('an error box before the start waits for a click only if a test requests it', async () => {
    const host = await spawnHost(['--error-box']);
    expect(await host.ended).toBe(3);
    expect(host.output()).toContain('Application (before ready)\nIt does not start.');

    const blocked = await spawnHost(['--error-box'], { CHROMIUM_HOST: 'error-box-blocks' });
    await expect.poll(blocked.output).toContain('It does not start.');
    expect(await Promise.race([blocked.ended, delay(100, 'waiting')])).toBe('waiting');
  });

  it('a debugging port that is in use ends the host with the reason', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const host = await spawnHost([`--remote-debugging-port=${port}`]);
    expect(await host.ended).toBe(1);
    server.close();
    expect(host.output()).toContain(
      `Chromium could not be started: the debugging port ${port} cannot be opened (EADDRINUSE)`,
    );
  });
});

describe('the Chromium host ends all its processes', () => {
  it.each(amount<NodeJS.Signals[]>({ sample: ['SIGKILL'], full: ['SIGTERM', 'SIGINT', 'SIGKILL'] }))(
    'after %s',
    async (signal) => {
      const host = await startHost();
      const pids = await processesOf(host.page);
      const gone = new Promise((resolve) => host.page.context().browser()?.once('disconnected', resolve));
      expect(await host.end(signal)).toBe(signal === 'SIGKILL' ? null : 0);
      await gone;
      await expectEnded(pids);
    },
  );

  it.each<[name: string, act: (page: Page) => Promise<unknown>]>([
    ['the user closes the window', (page) => page.close()],
    [
      'Chromium crashes',
      async (page) => {
        const client = await page.context().newCDPSession(page);
        await client.send('Browser.crash').catch(() => 'the browser does not respond any more');
      },
    ],
  ])('when %s', async (_name, act) => {
    const host = await startHost();
    const pids = await processesOf(host.page);
    await act(host.page);
    expect(await host.ended).toBe(0);
    await expectEnded(pids);
    expect(host.output()).not.toContain('Error');
  });

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
  ])('when an application without guards %s', async (_name, act, message) => {
    const host = await startHost('--unguarded');
    await host.page.evaluate(act).catch(() => 'the page ended with its host');
    expect(await host.ended).toBe(1);
    expect(host.output()).toContain(message);
  });
});
