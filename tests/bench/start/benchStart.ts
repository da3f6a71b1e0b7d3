import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startKeyring } from '../../harness/keyring.ts';
import { describeMachine, isQuick, profileFolder, progress } from '../benchRun.ts';
import { listBuilds } from '../builds.ts';
import { cacheList, type StartApp, startInstallation } from '../knownInstallation.ts';
import { profileEach } from '../profile.ts';
import { readKeys } from '../readKeys.ts';
import { compareTimes, measureRounds, milliseconds, type Row, toMarkdown } from '../table.ts';
import { hasFrame, hasList, measureStart, type Start, waitUntil } from './measureStart.ts';
import { measureNpmStart } from './npmStart.ts';

/**
 * `npm run bench:start`: how long KeyDesk takes to show the cached list of an installation that cannot be reached, against
 * an empty window; and how long `npm start` takes, against an empty browser.
 */
const LISTS = [
  { keys: 10_000, goal: 1.05 },
  { keys: 100_000, goal: 1.25 },
];
/** Number of keys of the list that `npm start` shows. */
const FEW_KEYS = 1_000;
/** Against the build beside, with the longest list. */
const BESIDE_GOAL = 0.65;
/** What KeyDesk itself writes to its data folder; the rest is the browser profile. */
const OWN = /^(?:settings.*|key-lists|activity|bulk|logs|sample-platform)$/;

const rounds = isQuick ? 3 : 9;
const keyring = await startKeyring();
const [own, other] = listBuilds({ keyring });
const emptyApp = await own.start();
await emptyApp.close();
const emptyFolder = emptyApp.userDataFolder;

/** Empties the data folder, but for the browser profile, which each of the others has too. */
function startEmpty(): Promise<Start> {
  progress('Empty window');
  for (const name of readdirSync(emptyFolder).filter((one) => OWN.test(one))) {
    rmSync(join(emptyFolder, name), { recursive: true });
  }
  return measureStart(() => own.start(emptyFolder), hasFrame);
}

/** With `--profile`: what the page spends its time on until the list is shown, of each build. It is loaded once more for that. */
async function profilePage(name: string, start: StartApp, folder: string): Promise<readonly string[]> {
  if (profileFolder === null) {
    return [];
  }
  const { page, close } = await start(folder);
  await waitUntil(page, hasList);
  const costs = await profileEach('start of the page', [{ name, page }], async () => {
    await page.reload();
    await waitUntil(page, hasList);
  });
  await close();
  return costs;
}

const profiles: string[] = [];
const variants = [{ name: 'empty window', measure: startEmpty }];
for (const { keys } of LISTS) {
  progress(`A cached list of ${keys} keys`);
  const platform = await startInstallation(keys);
  const token = (await readKeys(platform))[Math.floor(keys / 2)]?.token ?? null;
  const isLongest = keys === LISTS.at(-1)?.keys;
  for (const build of [own, ...(other !== undefined && isLongest ? [other] : [])]) {
    const folder = await cacheList(build.start, platform, keys);
    const name = `${keys.toLocaleString('en')} keys${build === own ? '' : ` in ${build.name}`}`;
    variants.push({ name, measure: () => measureStart(() => build.start(folder), hasList, token) });
    if (isLongest) {
      profiles.push(...(await profilePage(build.name, build.start, folder)));
    }
  }
  await platform.stop();
}
const starts = await measureRounds(
  rounds,
  variants.map(({ measure }) => measure),
);
const [empty = [], ...full] = starts.map((each) => each.map(({ shown }) => shown));
const rows: Row[] = LISTS.flatMap(({ keys, goal }, place) => {
  const figure = `start to the list and its age, ${keys.toLocaleString('en')} cached keys of a stopped platform, against an empty window`;
  const searched = starts[place + 1]?.map((start) => start.searched) ?? [];
  return [
    compareTimes(figure, empty, full[place] ?? [], { atMost: goal }),
    compareTimes(`the same until a search shows one of them`, empty, searched, null),
  ];
});
const beside = full[LISTS.length];
if (beside !== undefined) {
  const figure = `start to the list and its age, ${variants.at(-1)?.name.replace(' in ', ', against ')}`;
  rows.push(compareTimes(figure, beside, full[LISTS.length - 1] ?? [], { atMost: BESIDE_GOAL }));
}

progress('npm start');
const few = await startInstallation(FEW_KEYS);
const fewFolder = await cacheList(own.start, few, FEW_KEYS);
await few.stop();
try {
  rows.push(await measureNpmStart(fewFolder, keyring, rounds));
} catch (error) {
  // The other figures are not lost with it.
  process.stderr.write(`npm start was not measured: ${(error as Error).message}\n`);
}
await keyring.stop();

const notes = starts.map((each, place) => {
  const times = each.map(({ shown }) => shown);
  const there = each.filter(({ wasThere }) => wasThere).length;
  const range = [Math.min(...times), Math.max(...times)].map(milliseconds).join(' to ');
  return `${variants[place]?.name} ${range} (${there} of ${each.length} there at the first look)`;
});
process.stdout.write(
  `${toMarkdown(rows)}\n\nRanges: ${notes.join('; ')}.\n${profiles.map((line) => `${line}\n`).join('')}${describeMachine(`${emptyApp.host} host`)}\n`,
);
// The debugging connections to the closed windows would keep the process running.
process.exit(0);
