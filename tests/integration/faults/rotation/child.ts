/**
 * Run as a process: the services over a data folder, which rotate keys of a platform. Prints a line with the rotations when
 * the job is done. With `KEYDESK_TEST_HOLD_AFTER`, prints `holding` after so many responses to requests that create or
 * change keys, and receives no further ones: the parent kills it then.
 */
import '../../../../electron/environment.ts';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import type { AdminApi, ConnectAdminApi } from '../../../../electron/ports.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { startOverFolder } from '../../../harness/dataFolder.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';

const [folder = '', address = '', job = '', newExpiry = '', ...usernames] = process.argv.slice(2);
const password = process.env.KEYDESK_TEST_PASSWORD ?? '';
const holdAfter = Number(process.env.KEYDESK_TEST_HOLD_AFTER ?? Number.POSITIVE_INFINITY);

const network = openTestNetwork();
const http = { ...network, clock: systemClock, random: Math.random };
let responses = 0;

/** Holds back the response to a change once enough have arrived. */
async function held<Value>(request: Promise<Value>): Promise<Value> {
  const value = await request;
  responses += 1;
  if (responses === holdAfter) {
    process.stdout.write('holding\n');
  }
  return responses < holdAfter ? value : new Promise<Value>(() => {});
}

const connectAdminApi: ConnectAdminApi = (...target) => {
  const api = httpAdminApi(http)(...target);
  return {
    ...api,
    createKey: (...request) => held(api.createKey(...request)),
    editKey: (...request) => held(api.editKey(...request)),
  } satisfies AdminApi;
};

const { services } = startOverFolder(folder, createMemoryPorts(), {
  clock: systemClock,
  connectAdminApi,
  connectionProbe: httpConnectionProbe({ ...http, resolveProxy: async () => 'DIRECT' }),
});
const known = services.connections.list().connections.find((connection) => connection.address === address);
const { id } = known ?? (await services.connections.add({ ...CONNECTION_FORM, address, password }));
services.lendPassword(id, password);

if (job === 'start') {
  await services.keys.list(id);
  const { content } = await services.keys.list(id);
  const keys = content.keys.filter(({ username }) => usernames.includes(username));
  const request = { newExpiry, overlapDays: 0, acceptsYoungerKey: false };
  await services.rotations.start(id, { ...request, keys });
} else {
  const states = job.split(',');
  const chosen = (await services.rotations.list(id)).filter(({ state }) => states.includes(state));
  await services.rotations.proceed(
    id,
    chosen.map((rotation) => rotation.id),
  );
}
process.stdout.write(`${JSON.stringify(await services.rotations.list(id))}\n`);
await services.close();
process.exit(0);
