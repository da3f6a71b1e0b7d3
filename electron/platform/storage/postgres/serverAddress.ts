import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { ConnectionOptions } from 'node:tls';
import { PlatformStartError } from '../../platformStartError.ts';
import { parseHosts, type ServerHost } from './serverHosts.ts';
import { readSettings } from './sessionSettings.ts';

/** Which hosts of an address may be used: any, or only those that take changes, or only those that are no standby. */
type TargetSession = 'any' | 'read-write' | 'primary';

/** Where and how to connect to a database. */
export interface ServerAddress {
  /** Hosts in the order in which they are tried; at least one. */
  readonly hosts: readonly ServerHost[];
  readonly target: TargetSession;
  readonly user: string;
  readonly password: string | null;
  readonly database: string;
  /** `null` connects without TLS. */
  readonly tls: ConnectionOptions | null;
  readonly applicationName: string;
  readonly connectLimitMs: number;
  /** Settings of each session, by name, from `options`. */
  readonly settings: ReadonlyMap<string, string>;
}

const DEFAULT_CONNECT_LIMIT_MS = 5_000;

/** Parameters of an address, with the environment variables that PostgreSQL's own clients read for them. */
const PARAMETERS: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  application_name: 'PGAPPNAME',
  client_encoding: 'PGCLIENTENCODING',
  options: 'PGOPTIONS',
};

const FORM =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:/?]*?)(?::(?<password>[^/?]*))?@)?(?<places>[^/?@]*)(?:\/(?<dbname>[^/?@]*))?(?:\?(?<query>.*))?$/s;

/**
 * Parses an address like PostgreSQL's own clients, including several hosts
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING). What is missing is taken from the
 * environment. Unlike them it rejects what it does not support instead of ignoring it.
 * @throws PlatformStartError, whose message contains no part that could belong to the password.
 */
export function parseServerAddress(
  url: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ServerAddress {
  const parameters = readParameters(url, environment);
  const get = (name: string): string | null => parameters.get(name) || null;
  const user = get('user') ?? userInfo().username;
  const hosts = parseHosts(get('host'), get('port'));
  assertEncoding(get('client_encoding'));
  return {
    hosts,
    target: readTarget(get('target_session_attrs'), hosts.length),
    user,
    password: get('password'),
    database: get('dbname') ?? user,
    tls: readTls(get('sslmode'), get),
    applicationName: get('application_name') ?? 'keydesk-platform',
    connectLimitMs: readConnectLimit(get('connect_timeout')),
    settings: readSettings(get('options') ?? ''),
  };
}

function readParameters(
  url: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const parts = FORM.exec(url)?.groups;
  if (parts === undefined) {
    throw invalid(
      'it does not have the form postgres://user@host:port/database?name=value. Percent-encode special characters, ' +
        'for example "@" in a password as %40 and "/" as %2F',
    );
  }
  const parameters = new Map<string, string>();
  for (const [name, variable] of Object.entries(PARAMETERS)) {
    parameters.set(name, environment[variable] ?? '');
  }
  const { places = '', query = '', ...others } = parts;
  // A list in the address stands for both parameters: `a:1,b` is `host=a,b` and `port=1,`.
  if (places !== '') {
    const [hosts, ports] = splitPlaces(places);
    parameters.set('host', hosts.join(','));
    if (ports.some((port) => port !== '')) {
      parameters.set('port', ports.join(','));
    }
  }
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined && value !== '') {
      parameters.set(name, decode(value));
    }
  }
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...values] = pair.split('=').map(decode);
    if (!Object.hasOwn(PARAMETERS, name)) {
      const known = Object.keys(PARAMETERS).join(', ');
      throw invalid(`it has the unknown parameter "${name}". Known parameters: ${known}`);
    }
    parameters.set(name, values.join('='));
  }
  return parameters;
}

/** Splits `[::1]:5433,db.example` into hosts and ports. */
function splitPlaces(places: string): readonly [hosts: readonly string[], ports: readonly string[]] {
  const pairs = places.split(',').map((place) => {
    const parts = /^(?:\[(?<address>[^[\]]*)\]|(?<name>[^:[\]]*))(?::(?<port>\d*))?$/.exec(place)?.groups;
    if (parts === undefined) {
      throw invalid('a host and port have the form name:5432 or [IPv6 address]:5432');
    }
    return [decode(parts.address ?? parts.name ?? ''), parts.port ?? ''] as const;
  });
  return [pairs.map(([host]) => host), pairs.map(([, port]) => port)];
}

/** Decodes percent-encoded text; a plus sign is not a space. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('a percent sign is not followed by two hexadecimal digits of UTF-8 text. Write "%" as %25');
  }
}

/** The platform writes. With several hosts it therefore looks for one that takes changes unless told otherwise. */
function readTarget(text: string | null, hostCount: number): TargetSession {
  const target = text ?? (hostCount > 1 ? 'read-write' : 'any');
  if (target !== 'any' && target !== 'read-write' && target !== 'primary') {
    throw invalid(`target_session_attrs is any, read-write or primary, because the platform writes, not "${target}"`);
  }
  return target;
}

function readTls(mode: string | null, get: (name: string) => string | null): ConnectionOptions | null {
  if (mode === null || mode === 'disable') {
    return null;
  }
  if (mode !== 'require' && mode !== 'verify-ca' && mode !== 'verify-full') {
    throw invalid(`sslmode is disable, require, verify-ca or verify-full, not "${mode}"`);
  }
  const read = (name: string) => {
    const file = get(name);
    return file === null || file === 'system' ? undefined : readCertificate(name, file);
  };
  const ca = read('sslrootcert');
  if (mode === 'verify-ca' && ca === undefined) {
    throw invalid('sslmode=verify-ca requires sslrootcert, the file with the authority of the server');
  }
  return {
    ca,
    cert: read('sslcert'),
    key: read('sslkey'),
    // An authority of one's own signs no certificate for another host; of public ones anybody can have one.
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function readCertificate(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new PlatformStartError(`The file ${file} named by ${name} cannot be read.`, { cause });
  }
}

/** Zero is the default here: without a limit a host that does not respond would hold up all others. */
function readConnectLimit(text: string | null): number {
  if (text !== null && !/^\d{1,4}$/.test(text)) {
    throw invalid(`connect_timeout is a number of seconds, not "${text}"`);
  }
  return Number(text ?? 0) * 1000 || DEFAULT_CONNECT_LIMIT_MS;
}

function assertEncoding(text: string | null): void {
  if (text !== null && !/^(?:utf-?8|unicode|auto)$/i.test(text)) {
    throw invalid(`client_encoding is UTF8, not "${text}"`);
  }
}

function invalid(reason: string): PlatformStartError {
  return new PlatformStartError(`The address of the database is not valid: ${reason}.`);
}
