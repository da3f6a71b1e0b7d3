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

/** Longer than a busy machine makes a pause. */
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

/** Makes a server the mirror that Electron is downloaded from. */
async function mirror(answer: RequestListener): Promise<number> {
  const { server, port } = await listen(answer);
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

const whole: RequestListener = (_request, response) => response.end(ARCHIVE);

/** Sends a part of the archive in pieces. */
async function drip(response: ServerResponse, pieces: number, intervalMs: number): Promise<void> {
  response.writeHead(200, { 'content-length': ARCHIVE.length });
  const size = Math.ceil(ARCHIVE.length / 8);
  for (let piece = 0; piece < pieces; piece++) {
    response.write(ARCHIVE.subarray(piece * size, (piece + 1) * size));
    await Promise.race([delay(intervalMs), once(response, 'close')]);
  }
}

it('fault 53: a slow download goes on for as long as something comes, and shows how far it is', async () => {
  await mirror(async (_request, response) => {
    await drip(response, 8, 450);
    response.end();
  });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const begin = performance.now();
  expect(await download()).toBeNull();
  expect(performance.now() - begin).toBeGreaterThan(SILENCE_LIMIT_MS);
  expect(electron.hasProgram()).toBe(true);
  expect(execFileSync(join(electron.folder, 'dist/electron'), { encoding: 'utf8' })).toBe('stand-in for Electron\n');
  expect(write.mock.calls.join('')).toMatch(/^Electron: downloading, \d\d % of 0 MB$/m);
});

it.each(
  amount<[string, number][]>({
    sample: [['in the middle', 3]],
    full: [
      ['before the first byte', 0],
      ['in the middle', 3],
    ],
  }),
)('fault 53: a server that falls silent %s ends the download', async (_when, pieces) => {
  await mirror((_request, response) => (pieces === 0 ? undefined : drip(response, pieces, 50)));
  expect(await download()).toBe('nothing was received for 3 s');
  expect(electron.hasProgram()).toBe(false);
  expect(readdirSync(electron.folder).sort()).toEqual(['checksums.json', 'install.js', 'package.json']);
});

it('a download that never ends is ended', async () => {
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
  ['a name that does not exist', 'http://electron.invalid/', /electron\.invalid/],
  ['a port where nobody listens', 'http://127.0.0.1:1/', /ECONNREFUSED|bad port/],
])('%s fails at once and is named', async (_what, address, reason) => {
  vi.stubEnv('ELECTRON_MIRROR', address);
  // Nothing is said of a silence, for which it would have waited.
  expect(await download()).toMatch(reason);
});

it('names what the server answers, and a file that was changed on its way', async () => {
  await mirror((_request, response) => response.writeHead(404).end());
  expect(await download()).toMatch(/^Response code 404 .*electron-v45\.0\.0-/);
  await mirror((_request, response) => response.end(ARCHIVE.subarray(0, -1)));
  expect(await download()).toMatch(/did not match expected checksum/);
  expect(electron.hasProgram()).toBe(false);
});

it('tells no password of the address of a mirror', async () => {
  vi.stubEnv('ELECTRON_MIRROR', 'http://somebody:hidden-word@127.0.0.1:9/');
  expect(await download()).not.toMatch(/hidden-word/);
});

it('downloads nothing that is in the cache', async () => {
  await mirror(whole);
  expect(await download()).toBeNull();
  expect(readdirSync(electron.cache)).toHaveLength(1);
  await mirror((_request, response) => response.writeHead(500).end());
  vi.stubEnv('force_no_cache', 'true');
  expect(await download()).toMatch(/Response code 500/);
});

it.each(
  amount({
    sample: ['HTTPS_PROXY'],
    full: ['HTTPS_PROXY', 'http_proxy', 'npm_config_https_proxy', 'npm_config_proxy'],
  }),
)('fault 54: goes through the proxy of %s', async (variable) => {
  const proxy = await proxyTo(await mirror(whole));
  vi.stubEnv('ELECTRON_MIRROR', 'http://electron.invalid/');
  vi.stubEnv(variable, proxy.address);
  expect(await download()).toBeNull();
  expect(proxy.asked.join()).toMatch(/electron\.invalid/);
  expect(electron.hasProgram()).toBe(true);
});

it('fault 54: goes past the proxy where npm does, and says of a dead one that it is that', async () => {
  await mirror(whole);
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
  expect(await download()).toMatch(/127\.0\.0\.1:9/);
  vi.stubEnv('npm_config_noproxy', '127.0.0.1');
  expect(await download()).toBeNull();
});
