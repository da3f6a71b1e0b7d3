import type { AdminApi } from '../../../../electron/ports.ts';
import type { Incident, IncidentCriteria } from '../../../../shared/model/incident.ts';
import { MemoryAdminApi, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

/** The expiry of all keys at first. */
export const FORMER = '2027-01-01T00:00:00.000Z';
/** The keys of the first installation; the second one lacks the first. */
const KEYS = ['authkey.1', 'authkey.2', 'authkey.3'];
/** Their tokens. */
export const TOKENS = KEYS.map(tokenOf);

/** The installations, by the host of their address. */
export let installations: Record<'one.example' | 'other.example', MemoryAdminApi>;
/** The connections to the two installations. */
export let ids: readonly string[];

/** Starts the application over two installations, the second one to production, before each test of the file. */
export const startIncidentsBeforeEach = (): void =>
  startBeforeEach(async () => {
    installations = { 'one.example': new MemoryAdminApi(KEYS), 'other.example': new MemoryAdminApi(KEYS.slice(1)) };
    const connect = ({ address }: { readonly address: string }): AdminApi =>
      installations[new URL(address).host as keyof typeof installations];
    memory.ports = { ...memory.ports, connectAdminApi: connect };
    startAgain(memory.ports);
    ids = [
      await addConnection({ name: 'One', address: 'https://one.example' }),
      await addConnection({ name: 'Other', address: 'https://other.example', environment: 'production' }),
    ];
  });

/** The first installation. */
export const one = () => installations['one.example'];
/** The installation to production. */
export const other = () => installations['other.example'];
/** Changes a key on an installation, as somebody else would. */
export const change = (api: MemoryAdminApi, id: string, facts: object) =>
  api.keys.set(id, { ...api.keys.get(id), ...facts } as never);
/** The expiries of the keys of an installation. */
export const expiries = (api: MemoryAdminApi) => [...api.keys.values()].map(({ expirationDate }) => expirationDate);
/** The present, as ISO 8601. */
export const now = () => new Date(memory.clock.now()).toISOString();
/** Criteria that concern all keys. */
export const allTokens: IncidentCriteria = { kind: 'tokens', tokens: TOKENS };

/** Searches, and gives what was found. */
export async function search(criteria: IncidentCriteria = allTokens, connectionIds = ids) {
  const { findings } = await services.incidents.search(criteria, connectionIds);
  if (findings === null) {
    throw new Error('There are no findings.');
  }
  return findings;
}
/** Disables what is found, with production confirmed. */
export async function run(criteria: IncidentCriteria = allTokens): Promise<Incident> {
  const { id } = await search(criteria);
  return newest(await services.incidents.run(id, ids, ids));
}

/** The newest incident of a state. */
export function newest({ incidents }: { readonly incidents: readonly Incident[] }): Incident {
  const [first] = incidents;
  if (first === undefined) {
    throw new Error('There is no incident.');
  }
  return first;
}
