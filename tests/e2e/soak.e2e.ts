import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { parseKeyList } from '../../electron/adapters/files/keyListCacheFormat.ts';
import { amount, seeded } from '../harness/amount.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { type ListedKey, linesOf, OtherAdministrator } from '../harness/otherAdministrator.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { test } from './fixtures.ts';
import type { RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';
import { activeConnectionId, connect, fetchList } from './pages/windowCalls.ts';
import { describeMemory, growth, type MemorySample, openMemoryGauge } from './soak/memory.ts';
import { createOperations, type Outcome } from './soak/operations.ts';
import { createWeather } from './soak/weather.ts';
import { startPlatform } from './startPlatform.ts';

/** How long it goes on. */
const MINUTES = amount({ sample: 1 / 3, full: 30 });
/** A shorter run is all warming up: its memory says nothing. */
const SHORTEST_MEASURED_MINUTES = 30;
const MOST_GROWTH = 1.1;
const SAMPLE_MS = 10_000;
/** After how many operations the lists are compared, besides at the end. */
const COMPARED_EVERY = 40;
/** The list stays between these, so that its size is no reason for more memory. */
const KEYS = { fewest: 15, most: 45 };
const CONNECTION = 'Moscow';

let platform: StandalonePlatform;
let proxy: FaultProxy;
let app: RunningApp;

test.beforeAll(async () => {
  platform = await startPlatform(['--sample']);
  proxy = await startFaultProxy(platform.address);
});

test.afterAll(async () => {
  await proxy.stop();
  await platform.stop();
});

/** The keys of the list that is kept on this computer. */
async function keptKeys(connectionId: string): Promise<readonly ListedKey[]> {
  const file = join(app.userDataFolder, 'key-lists', `${connectionId}.jsonl`);
  const kept = await parseKeyList(createReadStream(file, 'utf8'));
  return kept.kind === 'list' ? kept.list.items : [];
}

/** The short tokens of all rows of the window, scrolled through from the top. */
async function shownTokens(): Promise<ReadonlySet<string>> {
  const keys = new KeysPage(app.page);
  const tokens = new Set<string>();
  const count = await keys.count();
  await keys.grid.getByRole('row').nth(1).focus();
  await app.page.keyboard.press('Home');
  for (let step = 0; step < count && tokens.size < count; step += 1) {
    for (const text of await keys.grid.getByRole('row').allTextContents()) {
      const token = /[\da-f]{8}…[\da-f]{4}/.exec(text)?.[0];
      if (token !== undefined) {
        tokens.add(token);
      }
    }
    await app.page.keyboard.press('PageDown');
  }
  return tokens;
}

/** Brings the window up to date and compares it, the kept list and the platform, key by key. */
async function compare(connectionId: string, other: OtherAdministrator): Promise<void> {
  const truth = linesOf(await other.read());
  const { page } = app;
  expect(linesOf(await fetchList(page, connectionId)), 'the list after its changes were fetched').toEqual(truth);
  await new KeysPage(page).refresh({ timeout: 40_000 });
  await expect(page.getByText('Live · updated just now')).toBeVisible();
  expect(linesOf(await fetchList(page, connectionId)), 'the list after it was fetched whole').toEqual(truth);
  await expect.poll(() => new KeysPage(page).count(), 'rows of the window').toBe(truth.length);
  await expect.poll(async () => linesOf(await keptKeys(connectionId)), 'the kept list').toEqual(truth);
}

test('work over a bad network: everything succeeds or says that it failed, and all lists agree', async ({ launch }) => {
  test.setTimeout((MINUTES + 6) * 60_000);
  const random = seeded();
  const other = new OtherAdministrator(platform, random);
  const weather = createWeather(proxy, random);
  app = await launch({ recordsCalls: false });
  app.page.setDefaultTimeout(30_000);
  await connect(app.page, { ...platform, name: CONNECTION, address: proxy.address });
  const connectionId = await activeConnectionId(app.page);
  const operations = createOperations({ app, platform, random, connection: CONNECTION });
  const gauge = await openMemoryGauge(app);
  const samples: MemorySample[] = [];
  const outcomes: Record<Outcome, number> = { done: 0, failed: 0, refused: 0 };
  const weathers = new Set<string>();
  let nextSample = Date.now();

  const end = Date.now() + MINUTES * 60_000;
  for (let step = 1; Date.now() < end || outcomes.done === 0; step += 1) {
    if (random.next() < 0.35) {
      await weather.change();
      weathers.add(weather.name);
    }
    const count = (await other.read()).length;
    if (random.next() < 0.2 && count > KEYS.fewest) {
      await other.change();
    }
    const allowed = Object.keys(operations).filter(
      (name) => !(count < KEYS.fewest && name.startsWith('delete')) && !(count > KEYS.most && name === 'create'),
    );
    const name = random.pick(allowed);
    await test.step(`${step}: ${name} (${weather.name})`, async () => {
      outcomes[(await operations[name]?.()) ?? 'refused'] += 1;
      await expect(app.page.getByRole('dialog')).toBeHidden();
    });
    if (step % COMPARED_EVERY === 0) {
      await weather.clear();
      await test.step(`compare after ${step}`, () => compare(connectionId, other));
    }
    if (Date.now() >= nextSample) {
      samples.push(await gauge.measure());
      nextSample = Date.now() + SAMPLE_MS;
    }
  }

  await weather.clear();
  await compare(connectionId, other);
  const tokens = new Set((await other.readTokens()).map((token) => `${token.slice(0, 8)}…${token.slice(-4)}`));
  expect(await shownTokens(), 'tokens of the rows').toEqual(tokens);
  process.stdout.write(
    `Operations: ${outcomes.done} done, ${outcomes.failed} failed and said so, ${outcomes.refused} not possible and said so; ${weathers.size} kinds of weather\n`,
  );
  const [main, page] = [samples.map((sample) => sample.main), samples.map((sample) => sample.page)];
  if (MINUTES >= SHORTEST_MEASURED_MINUTES) {
    process.stdout.write(`${describeMemory('Main process', main)}\n${describeMemory('Page', page)}\n`);
    expect(growth(main)).toBeLessThanOrEqual(MOST_GROWTH);
    expect(growth(page)).toBeLessThanOrEqual(MOST_GROWTH);
  }
});
