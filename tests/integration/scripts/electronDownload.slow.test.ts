import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { downloadElectron } from '../../../scripts/electronDownload.mjs';
import { amount } from '../../harness/amount.ts';
import { ARCHIVE, type ElectronPackage, listen, listenAsProxy, makeElectronPackage } from './electronMirror.ts';

/** Longer than a pause between two pieces of a download, on a busy machine too. In milliseconds. */
const SILENCE_LIMIT_MS = 3_000;
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'npm_config_https_proxy'];

let electron: ElectronPackage;
const servers: Server[] = [];

beforeEach(() => {
  electron = makeElectronPackage();
  vi.stubEnv('electron_config_cache', electron.cache);
  for (const name of [...PROXY_VARIABLES, 'npm_config_proxy', 'NO_PROXY', 'no_proxy', 'npm_config_noproxy']) {
    vi.stubEnv(name, '');
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  electron.remove();
});

/** Starts a server and makes it the mirror that Electron is downloaded from. */
async function mirror(respond: RequestListener): Promise<number> {
  const { server, port } = await listen(respond);
  servers.push(server);
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${port}/`);
  return port;
}

async function proxyTo(port: number): Promise<{ readonly address: string; readonly asked: readonly string[] }> {
  const { server, port: proxyPort, asked } = await listenAsProxy(port);
  servers.push(server);
  return { address: `http://127.0.0.1:${proxyPort}`, asked };
}

function download(totalLimitMs = 60_000): Promise<string | null> {
  return downloadElectron({ folder: electron.folder, silenceLimitMs: SILENCE_LIMIT_MS, totalLimitMs });
}

const complete: RequestListener = (_request, response) => response.end(ARCHIVE);

/** Sends some of the eight pieces of the archive. */
async function drip(response: ServerResponse, pieces: number, intervalMs: number): Promise<void> {
  response.writeHead(200, { 'content-length': ARCHIVE.length });
  const size = Math.ceil(ARCHIVE.length / 8);
  for (let piece = 0; piece < pieces; piece++) {
    response.write(ARCHIVE.subarray(piece * size, (piece + 1) * size));
    await Promise.race([delay(intervalMs), once(response, 'close')]);
  }
}

it('fault 53: a slow download continues while data arrives, shows its progress and ends in the cache', async () => {
  await mirror(async (_request, response) => {
    // Together longer than the limit.
    await drip(response, 8, SILENCE_LIMIT_MS / 7);
    response.end();
  });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await download()).toBeNull();
  expect(electron.hasProgram()).toBe(true);
  expect(readdirSync(electron.cache)).toHaveLength(1);
  expect(execFileSync(join(electron.folder, 'dist/electron'), { encoding: 'utf8' })).toBe('stand-in for Electron\n');
  expect(write.mock.calls.join('')).toMatch(/^Electron: downloading, \d\d % of 0 MB$/m);
});

it.each(amount({ sample: [3], full: [0, 3] }))(
  'fault 53: a download stops when no data follows %i of 8 pieces',
  async (pieces) => {
    await mirror((_request, response) => (pieces === 0 ? undefined : drip(response, pieces, 50)));
    expect(await download()).toBe('nothing was received for 3 s');
    expect(electron.hasProgram()).toBe(false);
    expect(readdirSync(electron.folder).sort()).toEqual(['checksums.json', 'install.js', 'package.json']);
  },
);

it('fault 53: a download without end is stopped', async () => {
  await mirror(async (_request, response) => {
    response.writeHead(200);
    while (!response.destroyed) {
      response.write('x');
      await delay(50);
    }
  });
  expect(await download(1_200)).toBe('not complete after 0.02 minutes');
});

it.each([
  ['an unknown name', 'http://electron.invalid/', /electron\.invalid/],
  ['a refused connection', 'http://127.0.0.1:1/', /ECONNREFUSED|bad port/],
  [
    'an address with a password, which is not repeated,',
    'http://somebody:hidden-word@127.0.0.1:9/',
    /^(?!.*hidden-word)/,
  ],
])('%s is reported at once, not as silence', async (_what, address, reason) => {
  vi.stubEnv('ELECTRON_MIRROR', address);
  expect(await download()).toMatch(reason);
});

it('reports the status of the server, and a file that does not match its checksum', async () => {
  await mirror((_request, response) => response.writeHead(404).end());
  expect(await download()).toMatch(/^Response code 404 .*electron-v45\.0\.0-/);
  await mirror((_request, response) => response.end(ARCHIVE.subarray(0, -1)));
  expect(await download()).toMatch(/did not match expected checksum/);
  expect(electron.hasProgram()).toBe(false);
});

it.each(
  amount({
    sample: ['HTTPS_PROXY'],
    full: ['HTTPS_PROXY', 'http_proxy', 'npm_config_https_proxy', 'npm_config_proxy'],
  }),
)('fault 54: uses the proxy of %s', async (variable) => {
  const proxy = await proxyTo(await mirror(complete));
  vi.stubEnv('ELECTRON_MIRROR', 'http://electron.invalid/');
  vi.stubEnv(variable, proxy.address);
  expect(await download()).toBeNull();
  expect(proxy.asked.join()).toMatch(/electron\.invalid/);
  expect(electron.hasProgram()).toBe(true);
});

it('fault 54: bypasses the proxy where npm does, and names a proxy that does not respond', async () => {
  await mirror(complete);
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
  expect(await download()).toMatch(/127\.0\.0\.1:9/);
  vi.stubEnv('npm_config_noproxy', '127.0.0.1');
  expect(await download()).toBeNull();
});
