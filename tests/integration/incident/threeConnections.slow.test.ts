import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import { type RunningPlatform, startPlatform } from '../../../electron/platform/startPlatform.ts';
import type { AdminApi, Clock } from '../../../electron/ports.ts';
import type { Services } from '../../../electron/services/services.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { INCIDENT_COLUMNS, INCIDENT_OUTCOMES, type Incident } from '../../../shared/model/incident.ts';
import { readLeakedTokens } from '../../../shared/model/leakedTokens.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { readTable } from '../../fakes/memoryTables.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { HastyClock } from '../../harness/hastyClock.ts';
import { startTcpForward, type TcpForward } from '../../harness/tcpForward.ts';
import { openTestNetwork } from '../../harness/testNetwork.ts';

const PASSWORD = 'test: pass';
const NAMES = ['North', 'South', 'East'] as const;
const PATIENCE = { timeout: 60_000 };
/** Delays from this one on, in ms, take {@link QUICK_MS}. */
const LONG_MS = 25_000;
const QUICK_MS = 200;
/** Nobody listens there. */
const NOWHERE = 9;

interface Installation {
  readonly platform: RunningPlatform;
  readonly forward: TcpForward;
  /** The platform itself, not through KeyDesk. */
  readonly api: AdminApi;
}

const network = openTestNetwork();
const folder = mkdtempSync(join(tmpdir(), 'keydesk-incident-'));
const memory = createMemoryPorts();
const installations: Installation[] = [];
let connectionIds: readonly string[] = [];
let services: Services;

const portOf = ({ address }: RunningPlatform): number => Number(new URL(address).port);

function connect(address: string): AdminApi {
  return httpAdminApi({ ...network, clock: new HastyClock(), random: () => 0.5 })({
    address,
    servicePath: DEFAULT_SERVICE_PATH,
    credentials: { kind: 'password', username: 'admin', password: PASSWORD },
    caCertificate: null,
  });
}

/** The instants at which a platform had stored a change of KeyDesk, in ms since the epoch, by its port. */
const storedAt = new Map<number, number[]>();

const notingFetch: typeof network.fetch = async (address, ...rest) => {
  const response = await network.fetch(address, ...rest);
  const { pathname, port } = new URL(String(address));
  if (pathname.endsWith('/Edit')) {
    storedAt.set(Number(port), [...(storedAt.get(Number(port)) ?? []), Date.now()]);
  }
  return response;
};

/** Starts KeyDesk over its files; the one before is left as in a crash. */
function startKeyDesk(): Services {
  const clock: Clock = {
    now: Date.now,
    // Attempts to reach a connection again do not keep the test waiting.
    schedule: (delayMs, task) => {
      const timer = setTimeout(task, delayMs < LONG_MS ? delayMs : QUICK_MS);
      return () => clearTimeout(timer);
    },
  };
  const connectAdminApi = httpAdminApi({ ...network, fetch: notingFetch, clock, random: () => 0.5 });
  const { userFiles } = memory.ports;
  services = startOverFolder(folder, memory, { clock, connectAdminApi, userFiles }).services;
  services.start();
  return services;
}

/** The keys as the platform has them: expiry by token. */
async function expiriesOf({ api }: Installation): Promise<ReadonlyMap<string, string>> {
  const { items } = await api.listKeys({ skip: 0, take: 1_000 });
  return new Map(items.map(({ token, expirationDate }) => [token, expirationDate]));
}

const allExpiries = () => Promise.all(installations.map(expiriesOf));

beforeAll(async () => {
  for (const _name of NAMES) {
    const forward = await startTcpForward(NOWHERE);
    const platform = await startPlatform({
      port: 0,
      database: null,
      publicAddress: new URL(`http://127.0.0.1:${forward.port}`),
      encryptionKey: Buffer.alloc(32, 7).toString('base64'),
      adminPassword: PASSWORD,
      sample: true,
    });
    forward.leadTo(portOf(platform));
    installations.push({ platform, forward, api: connect(platform.address) });
  }
  startKeyDesk();
  const added: string[] = [];
  for (const [index, { forward }] of installations.entries()) {
    const { id } = await services.connections.add({
      ...CONNECTION_FORM,
      name: NAMES[index] ?? '',
      environment: index === 0 ? 'production' : 'test',
      address: `http://127.0.0.1:${forward.port}`,
      password: PASSWORD,
    });
    await services.keys.list(id);
    added.push(id);
  }
  connectionIds = added;
});

afterAll(async () => {
  await services.close();
  for (const { platform, forward } of installations) {
    await forward.stop();
    await platform.stop();
  }
});

const partsOf = ({ parts }: Incident) =>
  parts.map(({ connectionName, state, disabled, open }) => [connectionName, state, disabled, open]);

it('disables leaked keys in three connections, one of them down, and finishes and restores them exactly', async () => {
  const before = await allExpiries();
  const now = Date.now();
  // Every key that still works, in a log with noise.
  const working = before.map((expiries) =>
    [...expiries].filter(([, expiry]) => Date.parse(expiry) > now).map(([token]) => token),
  );
  const late = await installations[2]?.api.listEligibleAccounts('svc.erp', { skip: 0, take: 1 });
  const east = installations[2] as Installation;
  east.forward.leadTo(NOWHERE);
  // Created while KeyDesk cannot see it: in no cached list.
  const unseen = await east.api.createKey(late?.items[0]?.id ?? '', '2031-05-06T07:08:09.000Z');
  const log = working
    .flat()
    .map((token, line) => `${line} GET /x "HMAC-SHA256 Credential=${token.toUpperCase()}&Signature=a+b="`);
  const { tokens } = readLeakedTokens([...log, `"${unseen.token}"`, 'f'.repeat(32)].join('\r\n'));

  const searched = await services.incidents.search({ kind: 'tokens', tokens: [...tokens] }, connectionIds);
  expect(searched.findings?.parts.map(({ list, keys }) => [list, keys])).toEqual([
    ['current', working[0]?.length],
    ['current', working[1]?.length],
    ['cached', working[2]?.length],
  ]);
  expect(searched.findings?.notFoundCount).toBe(2);
  const findingsId = searched.findings?.id ?? '';
  await expect(services.incidents.run(findingsId, connectionIds, [])).rejects.toMatchObject({ code: 'VALIDATION' });
  expect(await allExpiries()).toEqual([
    before[0],
    before[1],
    new Map([...(before[2] ?? []), [unseen.token, unseen.expirationDate]]),
  ]);

  const ran = await services.incidents.run(findingsId, connectionIds, connectionIds.slice(0, 1));
  const [first] = ran.incidents;
  expect(partsOf(first as Incident)).toEqual([
    ['North', 'done', working[0]?.length, 0],
    ['South', 'done', working[1]?.length, 0],
    ['East', 'open', 0, working[2]?.length],
  ]);
  // The instants that the two platforms stored.
  const [north, south] = await allExpiries();
  const stored = [north, south].flatMap((expiries, index) =>
    (working[index] ?? []).map((token) => Date.parse(expiries?.get(token) ?? '')),
  );
  expect(Math.max(...stored) - Math.min(...stored)).toBeLessThan(1_000);
  expect(Math.max(...stored)).toBeLessThanOrEqual(Date.now());

  const [northAt, southAt] = installations.map(({ forward }) => storedAt.get(forward.port) ?? []);
  expect([northAt?.length, southAt?.length]).toEqual([working[0]?.length, working[1]?.length]);
  const instants = [...(northAt ?? []), ...(southAt ?? [])];
  expect(Math.max(...instants) - Math.min(...instants)).toBeLessThan(1_000);

  // The report names each key with its outcome, and the token that is in no list.
  memory.fileDialogs.choice = '/home/anna/incident.xlsx';
  const labels = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name])) as never;
  const report = {
    columns: labels(INCIDENT_COLUMNS),
    outcomes: labels(INCIDENT_OUTCOMES),
    sample: 'Sample',
    sheet: 'Report',
  };
  const saved = await services.incidentFiles.saveTable(first?.id ?? '', report, {
    format: 'xlsx',
    fileKind: 'Workbook',
  });
  const rows = readTable(memory.userFiles.files.get('/home/anna/incident.xlsx'))?.rows ?? [];
  expect(saved?.rows).toBe(rows.length);
  const outcomes = (name: string) =>
    rows.filter(([connection]) => connection === name).map((row) => `${row[5]} ${row[6]}`);
  expect(outcomes('North')).toEqual(working[0]?.map(() => 'done '));
  expect(outcomes('East')).toEqual(working[2]?.map(() => 'notTried UNREACHABLE'));
  expect(outcomes('')).toEqual(['notFound ', 'notFound ']);

  // Killed and started again; then the third is back.
  startKeyDesk();
  east.forward.leadTo(portOf(east.platform));
  await vi.waitFor(async () => {
    const { incidents } = await services.incidents.getState();
    expect(incidents[0]?.parts[2]?.waiting).toBe((working[2]?.length ?? 0) + 1);
  }, PATIENCE);
  const proceeded = await services.incidents.proceed(first?.id ?? '', connectionIds.slice(2), []);
  expect(partsOf(proceeded.incidents[0] as Incident)[2]).toEqual(['East', 'done', (working[2]?.length ?? 0) + 1, 0]);
  expect(proceeded.incidents[0]?.attention.map(({ outcome }) => outcome)).toEqual(['notFound']);
  const after = await allExpiries();
  for (const expiries of after) {
    expect([...expiries.values()].filter((expiry) => Date.parse(expiry) > Date.now())).toEqual([]);
  }

  const restored = await services.incidents.restore(first?.id ?? '');
  expect(restored.incidents[0]?.parts.map(({ state }) => state)).toEqual(['restored', 'restored', 'restored']);
  expect(await allExpiries()).toEqual([
    before[0],
    before[1],
    new Map([...(before[2] ?? []), [unseen.token, unseen.expirationDate]]),
  ]);
}, 180_000);
