import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../electron/adapters/http/httpConnectionProbe.ts';
import { systemClock } from '../../../electron/adapters/system/systemClock.ts';
import { type RunningPlatform, startPlatform } from '../../../electron/platform/startPlatform.ts';
import { findFreePort } from '../../../scripts/freePort.mjs';
import { keyTestText } from '../../../shared/keyTestTexts/keyTestText.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { KeyTestCode } from '../../../shared/model/keyTest.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { startNginx } from '../../harness/nginx.ts';
import { openTestNetwork } from '../../harness/testNetwork.ts';
import { type CommandBed, openCommandBed } from '../../unit/cli/commandBed.ts';

const PASSWORD = 'test: pass';
const DAY_MS = 24 * 60 * 60_000;
const network = openTestNetwork();
const folder = mkdtempSync(join(tmpdir(), 'keydesk-cli-test-'));
let platform: RunningPlatform;
let bed: CommandBed;
/** Milliseconds that the clock of this computer is ahead. */
let ahead = 0;

beforeAll(async () => {
  platform = await startPlatform({
    port: 0,
    database: { dataFolder: folder },
    encryptionKey: Buffer.alloc(32, 7).toString('base64'),
    adminPassword: PASSWORD,
    sample: true,
  });
});
afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  ahead = 0;
  const clock = { now: () => Date.now() + ahead, schedule: systemClock.schedule };
  const http = {
    ...network,
    clock,
    random: Math.random,
    resolveProxy: async () => 'DIRECT',
    maximumRetries: 0,
    timeLimitMs: 60_000,
  };
  const memory = createMemoryPorts();
  Object.assign(memory.ports, {
    clock,
    connectAdminApi: httpAdminApi(http),
    connectionProbe: httpConnectionProbe(http),
  });
  bed = await openCommandBed(memory);
  onTestFinished(() => bed.services.close());
});

/** Adds a connection under which the keys can be listed, and returns the key of an account. */
async function connect(name: string, address = platform.address): Promise<void> {
  await bed.services.connections.add({ ...CONNECTION_FORM, name, address, password: PASSWORD });
}

async function keyOf(username: string): Promise<AuthenticationKey> {
  const { connections } = bed.services.connections.list();
  const id = connections.find(({ name }) => name === 'direct')?.id ?? '';
  const { content } = await bed.services.keys.list(id);
  const found = content.keys.find((key) => key.username === username);
  if (found === undefined) {
    throw new Error(`The sample has no key of ${username}`);
  }
  return found;
}

/** Tests one key and expects what the command says in both languages, and its exit code. */
async function expectResult(
  username: string,
  code: KeyTestCode,
  exitCode: number,
  connection = 'direct',
): Promise<void> {
  const { token } = await keyOf(username);
  const json = await bed.run(['test', token, '-c', connection, '--json']);
  expect([json.json().keys, json.exitCode]).toEqual([[expect.objectContaining({ token, result: code })], exitCode]);
  for (const language of ['en', 'ru'] as const) {
    const { title, text } = keyTestText(language, code);
    const told = await bed.run(['test', token, '-c', connection, '--lang', language]);
    expect(told.output).toContain(title);
    expect(told.errors).toContain(code === 'works' ? '' : text);
  }
}

/** Puts nginx in front of the platform, as the connection "front". @param path of the address. */
async function behindNginx(directives: string, path = ''): Promise<void> {
  const nginx = await startNginx([directives.replaceAll('PLATFORM', platform.address)]);
  onTestFinished(() => nginx.stop());
  // The list is known, so that only the test itself meets what is in between.
  await connect('front', `${nginx.addresses[0]}${path}`);
}

function updateAccount(username: string, change: string): void {
  const database = new DatabaseSync(join(folder, 'platform.db'), { timeout: 5_000 });
  database.prepare(`update account set ${change} where username = ?`).run(username);
  database.close();
}

it('a key that works, and what the platform itself says of others', async () => {
  await connect('direct');
  await expectResult('svc.erp', 'works', 0);
  await expectResult('p.sidorov', 'accountArchived', 20);
  await expectResult('svc.legacy', 'noApiCalls', 20);
  updateAccount('m.petrova', 'isActive = 0');
  onTestFinished(() => updateAccount('m.petrova', 'isActive = 1'));
  await expectResult('m.petrova', 'accountDeactivated', 20);
});

it('an expired key, and the secret of another key', async () => {
  await connect('direct');
  const { token } = await keyOf('o.kuznetsova');
  expect((await bed.run(['retire', token, '-c', 'direct'])).exitCode).toBe(0);
  await expectResult('o.kuznetsova', 'expired', 20);
  expect((await bed.run(['restore', token, '-c', 'direct'])).exitCode).toBe(0);
  await expectResult('o.kuznetsova', 'works', 0);
  const other = await keyOf('svc.1c');
  const { readSecret } = bed.services.keys;
  const { id } = bed.services.connections.list().connections.find(({ name }) => name === 'direct') ?? { id: '' };
  const secret = await readSecret.call(bed.services.keys, id, other);
  bed.services.keys.readSecret = async () => secret;
  const wrong = await bed.run(['test', token, '-c', 'direct', '--json']);
  expect([wrong.json().keys, wrong.exitCode]).toEqual([[expect.objectContaining({ result: 'wrongSecret' })], 20]);
  await expect
    .poll(async () => (await bed.run(['test', token, '-c', 'direct', '--json'])).json().keys, { timeout: 30_000 })
    .toEqual([expect.objectContaining({ result: 'throttled' })]);
  const paused = await bed.run(['test', token, '-c', 'direct']);
  expect([paused.exitCode, paused.errors]).toEqual([22, expect.stringContaining(keyTestText('en', 'throttled').text)]);
});

it('a clock that is days off', async () => {
  await connect('direct');
  await keyOf('svc.erp');
  ahead = 3 * DAY_MS;
  await expectResult('svc.erp', 'clockRejected', 22);
});

it('a clock that is twenty minutes off, which can be corrected', async () => {
  await connect('direct');
  await keyOf('svc.erp');
  ahead = DAY_MS / 72;
  await expectResult('svc.erp', 'clockOff', 0);
});

it('a proxy that removes the signature', async () => {
  await connect('direct');
  await behindNginx(
    'set $kept $http_authorization; if ($http_authorization ~ "^HMAC") { set $kept ""; } proxy_set_header Authorization $kept; proxy_pass PLATFORM;',
  );
  await expectResult('svc.erp', 'signatureRemoved', 22, 'front');
});

it('a gateway that redirects what is signed', async () => {
  await connect('direct');
  await behindNginx('proxy_pass PLATFORM; if ($http_authorization ~ "^HMAC") { return 302 /Home/Login; }');
  await expectResult('svc.erp', 'platformFailed', 6, 'front');
});

it('a proxy that replaces the host', async () => {
  await connect('direct');
  await behindNginx('proxy_pass PLATFORM;');
  await expectResult('svc.erp', 'hostRewritten', 22, 'front');
});

it('a proxy that removes a part of the path', async () => {
  await connect('direct');
  await behindNginx('rewrite ^/gate(/.*)$ $1 break; proxy_pass PLATFORM;', '/gate');
  await expectResult('a.bobrov', 'pathRewritten', 22, 'front');
});

it('a gateway that wants single sign-on for what is signed', async () => {
  await connect('direct');
  await behindNginx(
    'proxy_pass PLATFORM; if ($http_authorization ~ "^HMAC") { add_header WWW-Authenticate Negotiate always; return 401; }',
  );
  await expectResult('svc.erp', 'intercepted', 6, 'front');
});

it('the platform stops after the list was read', async () => {
  await connect('direct');
  const { token } = await keyOf('svc.erp');
  const port = Number(new URL(platform.address).port);
  await platform.stop();
  const gone = await bed.run(['test', token, '-c', 'direct', '--json']);
  platform = await startPlatform({
    port,
    database: { dataFolder: folder },
    encryptionKey: Buffer.alloc(32, 7).toString('base64'),
    adminPassword: PASSWORD,
    sample: true,
  });
  expect(gone.exitCode).toBe(6);
  expect(gone.json().keys).toEqual([expect.objectContaining({ verdict: 'unclear' })]);
  expect(await findFreePort()).not.toBe(port);
});
