import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.mjs';

/** Adds the parent port of a utility process. */
const UTILITY_PROCESS = join(ROOT, 'tests/chromium-host/utilityProcessChild.ts');
/** Resolves `electron`, which electron-store imports, to an empty module. */
const EMPTY_ELECTRON = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const electron = { url: 'data:text/javascript,export default {}', shortCircuit: true };
  registerHooks({ resolve: (name, context, next) => (name === 'electron' ? electron : next(name, context)) });
`)}`;
/** Time limit for the platform to be ready, in milliseconds. */
const START_LIMIT_MS = 20_000;

/**
 * Imports every library of the compiled main process and its child processes in plain Node.
 * @param {string} folder an extracted package outside the project, where nothing of the project is found.
 * @returns {string[]} the libraries.
 * @throws {Error} naming what cannot be loaded.
 */
export function importLibraries(folder) {
  const compiled = join(folder, 'out/main');
  const libraries = findLibraries(compiled);
  const imports = libraries.map((specifier) => `await import(${JSON.stringify(specifier)});`).join('\n');
  try {
    // Resolved as in a module of the working directory.
    execFileSync(process.execPath, ['--import', EMPTY_ELECTRON, '--input-type=module', '--eval', imports], {
      cwd: compiled,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    const stderr = String(/** @type {{ stderr: Buffer }} */ (error).stderr);
    throw new Error(
      `A library of the packaged code cannot be loaded: ${/^(?:\w*Error|Error).*$/m.exec(stderr)?.[0] ?? stderr}`,
    );
  }
  return libraries;
}

/**
 * Starts the packaged platform in plain Node, fetches its documentation and all files of that page, and stops it.
 * @param {string} folder an extracted package.
 * @returns {Promise<number>} how many methods it documents.
 * @throws {Error} if it does not start or does not serve one of the files.
 */
export async function runPlatform(folder) {
  const child = fork(join(folder, 'out/main/platformProcess.js'), {
    cwd: folder,
    execArgv: ['--import', UTILITY_PROCESS],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  try {
    /** @type {import('../../electron/samplePlatformPorts.ts').SamplePlatformOptions} */
    const options = {
      dataFolder: null,
      accessLogFolder: null,
      encryptionKey: Buffer.alloc(32, 1).toString('base64'),
      adminPassword: 'only for this check',
    };
    child.send({ type: 'start', ...options });
    const signal = AbortSignal.timeout(START_LIMIT_MS);
    const [message] = await Promise.race([once(child, 'message', { signal }), once(child, 'exit', { signal })]);
    if (message?.type !== 'ready') {
      throw new Error(`The packaged platform did not start: ${message?.message ?? stderr}`);
    }
    const documentation = `${message.address}/docs/`;
    const page = await fetchText(documentation);
    for (const [, name = ''] of page.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)) {
      await fetchText(new URL(name, documentation).href);
    }
    const { paths } = JSON.parse(await fetchText(`${documentation}json`));
    return Object.keys(paths).length;
  } finally {
    child.kill('SIGKILL');
  }
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
  const code = globSync('**/*.js', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8'));
  const imports = code.join('\n').matchAll(/^import (?:.* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm);
  const specifiers = [...imports].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');
  return [...new Set(specifiers.filter((specifier) => !/^(?:\.|node:|electron$)/.test(specifier)))].sort();
}
