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
import { type MemorySample, memoryGrowth, openMemoryGauge } from './soak/memory.ts';
import { NetworkConditions } from './soak/networkConditions.ts';
import { createOperations, type Outcome } from './soak/operations.ts';
import { startPlatform } from './startPlatform.ts';

/** Duration of the run. */
const MINUTES = amount({ sample: 1 / 3, full: 30 });
/** In a shorter run, which is mostly warm-up, memory use proves nothing. */
const MIN_MEASURED_MINUTES = 30;
const MAX_GROWTH = 1.1;
const SAMPLE_MS = 10_000;
/** Number of operations between comparisons of the lists. */
const COMPARED_EVERY = 40;
/** Bounds of the list, so that its size does not affect memory. */
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

/** The keys of the cached list. */
async function cachedKeys(connectionId: string): Promise<readonly ListedKey[]> {
  const file = join(app.userDataFolder, 'key-lists', `${connectionId}.jsonl`);
  const cached = await parseKeyList(createReadStream(file, 'utf8'));
  return cached.kind === 'list' ? cached.list.items : [];
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

/** Refreshes the window and compares it, the cached list and the platform, key by key. */
async function compare(connectionId: string, other: OtherAdministrator): Promise<void> {
  const truth = linesOf(await other.read());
  const { page } = app;
  expect(linesOf(await fetchList(page, connectionId)), 'the list after its changes were fetched').toEqual(truth);
  await new KeysPage(page).refresh({ timeout: 40_000 });
  await expect(page.getByText('Live · updated just now')).toBeVisible();
  expect(linesOf(await fetchList(page, connectionId)), 'the list after a complete fetch').toEqual(truth);
  await expect.poll(() => new KeysPage(page).count(), 'rows of the window').toBe(truth.length);
  await expect.poll(async () => linesOf(await cachedKeys(connectionId)), 'the cached list').toEqual(truth);
}

test('over a bad network every operation succeeds or reports its failure, and all lists agree', async ({ launch }) => {
  test.setTimeout((MINUTES + 6) * 60_000);
  const random = seeded();
  const other = new OtherAdministrator(platform, random);
  const networkConditions = new NetworkConditions(proxy, random);
  app = await launch({ recordsCalls: false });
  app.page.setDefaultTimeout(30_000);
  await connect(app.page, { ...platform, name: CONNECTION, address: proxy.address });
  const connectionId = await activeConnectionId(app.page);
  const operations = createOperations({ app, platform, random, connection: CONNECTION });
  const measureMemory = await openMemoryGauge(app);
  const samples: MemorySample[] = [];
  const outcomes: Record<Outcome, number> = { done: 0, failed: 0, unavailable: 0 };
  const conditions = new Set<string>();
  let nextSample = Date.now();

  const end = Date.now() + MINUTES * 60_000;
  for (let step = 1; Date.now() < end || outcomes.done === 0; step += 1) {
    if (random.next() < 0.35) {
      await networkConditions.change();
      conditions.add(networkConditions.name);
    }
    const count = (await other.read()).length;
    if (random.next() < 0.2 && count > KEYS.fewest) {
      await other.change();
    }
    const allowed = Object.keys(operations).filter(
      (name) => !(count < KEYS.fewest && name.startsWith('delete')) && !(count > KEYS.most && name === 'create'),
    );
    const name = random.pick(allowed);
    await test.step(`${step}: ${name} (${networkConditions.name})`, async () => {
      outcomes[(await operations[name]?.()) ?? 'unavailable'] += 1;
      await expect(app.page.getByRole('dialog')).toBeHidden();
    });
    if (step % COMPARED_EVERY === 0) {
      await networkConditions.clear();
      await test.step(`compare after ${step}`, () => compare(connectionId, other));
    }
    if (Date.now() >= nextSample) {
      samples.push(await measureMemory());
      nextSample = Date.now() + SAMPLE_MS;
    }
  }

  await networkConditions.clear();
  await compare(connectionId, other);
  const tokens = new Set((await other.readTokens()).map((token) => `${token.slice(0, 8)}…${token.slice(-4)}`));
  expect(await shownTokens(), 'tokens of the rows').toEqual(tokens);
  process.stdout.write(
    `Operations: ${outcomes.done} done, ${outcomes.failed} failed, ${outcomes.unavailable} unavailable; ${conditions.size} kinds of network conditions\n`,
  );
  if (MINUTES >= MIN_MEASURED_MINUTES) {
    for (const part of ['main', 'page'] as const) {
      const { ratio, text } = memoryGrowth(
        part,
        samples.map((sample) => sample[part]),
      );
      process.stdout.write(text);
      expect(ratio, text).toBeLessThanOrEqual(MAX_GROWTH);
    }
  }
});
