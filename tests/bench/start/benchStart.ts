import { readdirSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchApp, type RunningApp } from '../../e2e/launchApp.ts';
import { ConnectionDialog } from '../../e2e/pages/connections.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { startPlatformCommand } from '../../harness/platformCommand.ts';
import { median, milliseconds, toMarkdown } from '../table.ts';

/**
 * `npm run bench:start`: how long KeyDesk takes to show the kept list of an installation that is away, against a window
 * in which there is nothing to show yet.
 */
const ROUNDS = 9;
const KEYS = 10_000;
const LONGEST_START_MS = 60_000;
/** What KeyDesk itself keeps in its data folder; the rest is the profile of the browser. */
const OWN = /^(?:settings.*|key-lists|activity|bulk|logs|sample-platform)$/;

const keyring = await startKeyring();
const start = (userDataFolder?: string): Promise<RunningApp> =>
  launchApp({
    keyring,
    language: 'en',
    recordsCalls: false,
    ...(userDataFolder === undefined ? {} : { userDataFolder }),
  });

/** Waits in the page, picture by picture, and gives the time at which something was there, in ms since the epoch. */
async function timeOf(app: RunningApp, isThere: () => number | false): Promise<number> {
  const found = await app.page.waitForFunction(isThere, undefined, { polling: 'raf', timeout: LONGEST_START_MS });
  return Number(await found.jsonValue());
}

/** True as soon as the frame is drawn: navigation and the heading of the page, which wait for no list. */
const hasFrame = (): number | false =>
  document.querySelector('h1')?.textContent?.startsWith('Authentication keys') === true && Date.now();

/** True as soon as the first key and the age of the list are there. */
const hasList = (): number | false =>
  document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') !== null &&
  / · as of /.test(document.querySelector('main')?.textContent ?? '') &&
  Date.now();

/** Gives the milliseconds from starting the process to what is waited for. */
async function measureStart(userDataFolder: string, isThere: () => number | false): Promise<number> {
  const begin = Date.now();
  const app = await start(userDataFolder);
  const end = await timeOf(app, isThere);
  await app.close();
  return end - begin;
}

/** Makes a data folder with the kept list of a platform that is stopped then. */
async function makeFullFolder(): Promise<string> {
  const platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(KEYS)]);
  const app = await start();
  await app.page.getByRole('grid').getByRole('row').nth(1).waitFor();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand' });
  await app.page
    .getByText(/^10,000 keys/)
    .first()
    .waitFor({ timeout: LONGEST_START_MS });
  while (!readdirSync(join(app.userDataFolder, 'key-lists')).some((name) => /^[\w-]{36}\.jsonl$/.test(name))) {
    await delay(100);
  }
  await app.close();
  await platform.stop();
  return app.userDataFolder;
}

const full = await makeFullFolder();
const emptyApp = await start();
await emptyApp.close();
const empty = emptyApp.userDataFolder;
const times = { empty: [] as number[], full: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  process.stderr.write(`Round ${round + 1} of ${ROUNDS} …\n`);
  for (const name of readdirSync(empty).filter((one) => OWN.test(one))) {
    rmSync(join(empty, name), { recursive: true });
  }
  times.empty.push(await measureStart(empty, hasFrame));
  times.full.push(await measureStart(full, hasList));
}
await keyring.stop();

const [cpu] = cpus();
const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
const range = (list: readonly number[]) => `${milliseconds(Math.min(...list))} to ${milliseconds(Math.max(...list))}`;
process.stdout.write(
  `${toMarkdown([
    {
      figure: `start to the list and its age, ${KEYS.toLocaleString('en')} kept keys of a stopped platform, against an empty window`,
      baseline: milliseconds(median(times.empty)),
      measured: milliseconds(median(times.full)),
      ratio: median(times.full) / median(times.empty),
      goal: { atMost: 1.5 },
    },
  ])}\n\nEmpty: ${range(times.empty)}. List: ${range(times.full)}. ${ROUNDS} rounds.\n` +
    `${machine}, ${emptyApp.host} host, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}\n`,
);
// The connections to the windows that were closed would keep the process.
process.exit(0);
