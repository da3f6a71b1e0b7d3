import { beforeEach } from 'vitest';
import type { Ports } from '../../../electron/services/servicePorts.ts';
import { createServices, type Services } from '../../../electron/services/services.ts';
import type { NewConnection } from '../../../shared/model/connection.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts, type MemoryPorts } from '../../fakes/memoryPorts.ts';

/** The ports of the application under test: in memory, new for each test. */
export let memory: MemoryPorts;
/** The application under test, over {@link memory}. */
export let services: Services;

/** Starts the application before each test of the file. @param prepare what every test of the file begins with. */
export function startBeforeEach(prepare: () => unknown = () => {}): void {
  beforeEach(async () => {
    memory = createMemoryPorts();
    services = createServices(memory.ports);
    await prepare();
  });
}

/** Starts the application over the same settings, keychain and files; nothing ends the run before, as in a crash. */
export function startAgain(ports: Ports = memory.ports): Services {
  services = createServices(ports);
  return services;
}

/** Adds a connection by a filled-in form with some fields replaced, and gives its id. */
export async function addConnection(change: Partial<NewConnection> = {}): Promise<string> {
  return (await services.connections.add({ ...CONNECTION_FORM, ...change })).id;
}

/** What the window shows of a connection. */
export const summaryOf = (id: string) => services.connections.list().connections.find((one) => one.id === id);

/** The newest entries of one activity journal, or of all, with what can be said about each journal. */
export const activityOf = (connectionId: string | null = 'sample', { activity } = services) =>
  activity.list({ connectionId, search: '', actions: {} as never }, { skip: 0, take: 100 });

/** What is said about a journal that nothing is wrong with. */
export const INTACT = { brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 };

/** What can be said about the journal of a connection. */
export const verdictOf = async (application = services, connectionId = 'sample') =>
  (await activityOf(connectionId, application)).journals[0]?.verdict;
