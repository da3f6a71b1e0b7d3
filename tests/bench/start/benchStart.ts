import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchApp, type RunningApp } from '../../e2e/launchApp.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { makeKnownInstallation } from '../knownInstallation.ts';
import { describeMachine } from '../machine.ts';
import { median, milliseconds, toMarkdown } from '../table.ts';

/**
 * `npm run bench:start`: how long KeyDesk takes to show the kept list of an installation that is away, against a window
 * in which there is nothing to show yet.
 */
const LISTS = [
  { keys: 10_000, goal: 1.3 },
  { keys: 100_000, goal: 1.6 },
];
const MAX_START_MS = 60_000;
/** What KeyDesk itself keeps in its data folder; the rest is the profile of the browser. */
const OWN = /^(?:settings.*|key-lists|activity|bulk|logs|sample-platform)$/;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const rounds = values.quick ? 3 : 9;
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
  const found = await app.page.waitForFunction(isThere, undefined, { polling: 'raf', timeout: MAX_START_MS });
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
async function makeFullFolder(keys: number): Promise<string> {
  const { platform, userDataFolder } = await makeKnownInstallation(start, keys);
  await platform.stop();
  return userDataFolder;
}

const emptyApp = await start();
await emptyApp.close();
const empty = { folder: emptyApp.userDataFolder, times: [] as number[] };
const full = [];
for (const list of LISTS) {
  full.push({ ...list, folder: await makeFullFolder(list.keys), times: [] as number[] });
}
for (let round = 0; round < rounds; round += 1) {
  process.stderr.write(`Round ${round + 1} of ${rounds} …\n`);
  for (const name of readdirSync(empty.folder).filter((one) => OWN.test(one))) {
    rmSync(join(empty.folder, name), { recursive: true });
  }
  empty.times.push(await measureStart(empty.folder, hasFrame));
  for (const { folder, times } of full) {
    times.push(await measureStart(folder, hasList));
  }
}
await keyring.stop();

const range = (list: readonly number[]) => `${milliseconds(Math.min(...list))} to ${milliseconds(Math.max(...list))}`;
const rows = full.map(({ keys, goal, times }) => ({
  figure: `start to the list and its age, ${keys.toLocaleString('en')} kept keys of a stopped platform, against an empty window`,
  baseline: milliseconds(median(empty.times)),
  measured: milliseconds(median(times)),
  ratio: median(times) / median(empty.times),
  goal: { atMost: goal },
}));
const ranges = full.map(({ keys, times }) => `${keys.toLocaleString('en')} keys: ${range(times)}.`).join(' ');
process.stdout.write(
  `${toMarkdown(rows)}\n\nEmpty: ${range(empty.times)}. ${ranges} ${rounds} rounds.\n` +
    `${describeMachine(`${emptyApp.host} host`)}\n`,
);
// The connections to the windows that were closed would keep the process.
process.exit(0);
