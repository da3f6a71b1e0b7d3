import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../../e2e/launchApp.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { describeMachine, isQuick, progress } from '../benchRun.ts';
import { cacheList, type StartApp, startInstallation } from '../knownInstallation.ts';
import { compareTimes, measureRounds, milliseconds, toMarkdown } from '../table.ts';

/**
 * `npm run bench:start`: how long KeyDesk takes to show the cached list of an installation that cannot be reached, against
 * an empty window.
 */
const LISTS = [
  { keys: 10_000, goal: 1.05 },
  { keys: 100_000, goal: 1.25 },
];
const MAX_START_MS = 300_000;
/** What KeyDesk itself writes to its data folder; the rest is the browser profile. */
const OWN = /^(?:settings.*|key-lists|activity|bulk|logs|sample-platform)$/;

const rounds = isQuick ? 3 : 9;
const keyring = await startKeyring();
const start: StartApp = (userDataFolder) => launchApp({ keyring, recordsCalls: false, userDataFolder });

/** The time in ms since the epoch at which navigation and page heading are drawn, which do not depend on a list. */
const hasFrame = (): number | false =>
  document.querySelector('h1')?.textContent?.startsWith('Authentication keys') === true && Date.now();

/** The time at which the first key and the age of the list are shown. */
const hasList = (): number | false =>
  document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') !== null &&
  / · as of /.test(document.querySelector('main')?.textContent ?? '') &&
  Date.now();

/** The milliseconds from process start to the first frame that fulfills a condition. */
async function measureStart(userDataFolder: string, isShown: () => number | false): Promise<number> {
  const begin = Date.now();
  const { page, close } = await start(userDataFolder);
  const shown = await page.waitForFunction(isShown, undefined, { polling: 'raf', timeout: MAX_START_MS });
  const end = Number(await shown.jsonValue());
  await close();
  return end - begin;
}

const emptyApp = await start();
await emptyApp.close();
const emptyFolder = emptyApp.userDataFolder;
const folders: string[] = [];
for (const { keys } of LISTS) {
  const platform = await startInstallation(keys);
  folders.push(await cacheList(start, platform, keys));
  await platform.stop();
}
const [empty = [], ...full] = await measureRounds(rounds, [
  () => {
    progress('Empty window');
    for (const name of readdirSync(emptyFolder).filter((one) => OWN.test(one))) {
      rmSync(join(emptyFolder, name), { recursive: true });
    }
    return measureStart(emptyFolder, hasFrame);
  },
  ...folders.map((folder) => () => measureStart(folder, hasList)),
]);
await keyring.stop();

const rows = LISTS.map(({ keys, goal }, index) => {
  const figure = `start to the list and its age, ${keys.toLocaleString('en')} cached keys of a stopped platform, against an empty window`;
  return compareTimes(figure, empty, full[index] ?? [], { atMost: goal });
});
const ranges = [empty, ...full].map((times) => [Math.min(...times), Math.max(...times)].map(milliseconds).join(' to '));
process.stdout.write(
  `${toMarkdown(rows)}\n\nRanges in the order of the table, empty window first: ${ranges.join('; ')}. ${rounds} rounds.\n` +
    `${describeMachine(`${emptyApp.host} host`)}\n`,
);
// The debugging connections to the closed windows would keep the process running.
process.exit(0);
