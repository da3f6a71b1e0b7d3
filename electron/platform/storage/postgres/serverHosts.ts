import { PlatformStartError } from '../../platformStartError.ts';

/** A server of an address. */
export interface ServerHost {
  /** Name, IP address, or folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

const DEFAULT_HOST = 'localhost';
const DEFAULT_PORT = 5432;
const MAX_PORT = 65_535;

/**
 * Combines lists of hosts and ports separated by commas; one port is for all hosts. `null` and empty entries are the
 * defaults, localhost and 5432.
 * @throws PlatformStartError for another number of ports, or an invalid one.
 */
export function parseHosts(hostList: string | null, portList: string | null): readonly ServerHost[] {
  const hosts = (hostList ?? '').split(',');
  const ports = (portList ?? '').split(',').map(parsePort);
  if (ports.length !== 1 && ports.length !== hosts.length) {
    throw new PlatformStartError(
      `The address of the database is not valid: it has ${hosts.length} hosts, but ${ports.length} ports.`,
    );
  }
  return hosts.map((host, index) => ({
    host: host || DEFAULT_HOST,
    port: ports[ports.length === 1 ? 0 : index] ?? DEFAULT_PORT,
  }));
}

function parsePort(text: string): number {
  const port = text === '' ? DEFAULT_PORT : Number(text);
  if (!/^\d*$/.test(text) || port < 1 || port > MAX_PORT) {
    throw new PlatformStartError(`The address of the database is not valid: a port is a number up to ${MAX_PORT}.`);
  }
  return port;
}

/** Returns a host as in an address. */
export function hostText({ host, port }: ServerHost): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
