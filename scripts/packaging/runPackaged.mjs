import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHILD_SIDE = new URL('childSide.mjs', import.meta.url).href;
const IMPORT_ALL = join(import.meta.dirname, 'importAll.mjs');
/** Longest time for the platform to be ready, in milliseconds. */
const START_LIMIT_MS = 20_000;

/**
 * Imports every library that the compiled main process and its child processes name, with plain Node.
 * @param {string} folder an extracted package, outside the project, so that nothing of the project can be found.
 * @returns {string[]} what was imported.
 * @throws {Error} naming what cannot be loaded.
 */
export function importLibraries(folder) {
  const specifiers = findLibraries(join(folder, 'out/main'));
  try {
    execFileSync(process.execPath, ['--import', CHILD_SIDE, IMPORT_ALL, folder, ...specifiers], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    const { stderr } = /** @type {{ stderr: Buffer }} */ (error);
    const reason = /^(?:\w*Error|Error).*$/m.exec(stderr.toString('utf8'))?.[0] ?? stderr.toString('utf8');
    throw new Error(`A library of the packaged code cannot be loaded: ${reason}`);
  }
  return specifiers;
}

/**
 * Starts the packaged platform with plain Node, fetches its documentation with everything that the page names, and
 * stops it.
 * @param {string} folder an extracted package.
 * @returns {Promise<number>} how many methods it documents.
 * @throws {Error} when it does not start or does not serve one of the files.
 */
export async function runPlatform(folder) {
  const child = fork(join(folder, 'out/main/platformProcess.js'), {
    cwd: folder,
    execArgv: ['--import', CHILD_SIDE],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  try {
    child.send({
      type: 'start',
      dataFolder: null,
      encryptionKey: Buffer.alloc(32, 1).toString('base64'),
      adminPassword: 'only for this check',
    });
    const signal = AbortSignal.timeout(START_LIMIT_MS);
    const [message] = await Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })]);
    if (message?.type !== 'ready') {
      throw new Error(`The packaged platform did not start: ${message?.message ?? complaint}`);
    }
    return await readDocumentation(message.address);
  } finally {
    child.kill('SIGKILL');
  }
}

/**
 * @param {string} address of the platform.
 * @returns {Promise<number>}
 */
async function readDocumentation(address) {
  const page = await fetchText(`${address}/docs/`);
  for (const [, name = ''] of page.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)) {
    await fetchText(new URL(name, `${address}/docs/`).href);
  }
  const { paths } = JSON.parse(await fetchText(`${address}/docs/json`));
  return Object.keys(paths).length;
}

/** @param {string} url */
async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`The packaged platform answers ${response.status} to ${new URL(url).pathname}`);
  }
  return response.text();
}

/**
 * The libraries that compiled modules import. The builder writes each import on a line of its own.
 * @param {string} folder
 * @returns {string[]}
 */
function findLibraries(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const found = names.flatMap((name) => {
    const code = readFileSync(join(folder, name), 'utf8');
    return [...code.matchAll(/^import (?:.* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm)].map(
      ([, one, other]) => one ?? other ?? '',
    );
  });
  const isLibrary = (/** @type {string} */ specifier) => !/^(?:\.|node:|electron$)/.test(specifier);
  return [...new Set(found.filter(isLibrary))].sort();
}
