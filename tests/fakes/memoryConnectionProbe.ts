import type {
  AdminApiTarget,
  ConnectionProbe,
  ProbeArrival,
  ProbeResponse,
  ServerChain,
  ServiceLookup,
} from '../../electron/ports.ts';
import { type AppError, fail, succeed } from '../../shared/result.ts';
import { FULL_ACCESS } from './memoryAdminApi.ts';

/** A network in which everything works until a test says otherwise. Remembers whom it was asked about. */
export class MemoryConnectionProbe implements ConnectionProbe {
  proxy: string | null = null;
  /** Clock of the installation, milliseconds since the epoch; `null` for a response without a date. */
  serverTime: number | null = null;
  failure: AppError | null = null;
  permissions = FULL_ACCESS;
  signsBareHost = false;
  arrival: ProbeArrival | null = null;
  chain: ServerChain | null = null;
  service: ServiceLookup = { kind: 'unknown' };
  /** The only path at which {@link failure} does not apply; `null` for none. */
  workingPath: string | null = null;
  readonly targets: AdminApiTarget[] = [];

  async proxyFor(): Promise<string | null> {
    return this.proxy;
  }

  async serverChain(): Promise<ServerChain | null> {
    return this.chain;
  }

  async findService(): Promise<ServiceLookup> {
    return this.service;
  }

  async askPermissions(target: AdminApiTarget): Promise<ProbeResponse> {
    this.targets.push(target);
    const works = this.failure === null || target.servicePath === this.workingPath;
    const outcome = works ? succeed(this.permissions) : fail(this.failure as AppError);
    return { outcome, serverTime: this.serverTime, signsBareHost: this.signsBareHost, arrival: this.arrival };
  }
}
