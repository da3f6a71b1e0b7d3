import { servicePathSchema } from '../../../shared/model/connection.ts';

/** Name of the key service. Other services have methods of the same names. */
const SERVICE = 'authenticationkeyservice';
/** A method that the application calls first. */
const METHOD = 'getpermissions';

/**
 * Finds the path of the key service in the description of an installation's methods, which is Swagger 2.0 with `basePath`, or
 * OpenAPI 3 with `servers`.
 * @param description parsed JSON; unverified.
 * @param address of the installation, which may have a path of its own.
 * @returns the path relative to the address; `null` if the description names no key service, or several.
 */
export function servicePathIn(description: unknown, address: string): string | null {
  const { basePath, servers, paths } = Object(description) as Readonly<Record<string, unknown>>;
  const base = typeof basePath === 'string' ? pathOf(basePath, address) : pathOf(serverUrl(servers), address);
  const own = new URL(address).pathname.replace(/\/+$/, '');
  const found = new Set<string>();
  for (const path of Object.keys(Object(paths))) {
    const parts = path.split('/');
    if (parts.at(-2)?.toLowerCase() === SERVICE && parts.at(-1)?.toLowerCase() === METHOD) {
      const whole = `${base}/${parts.slice(0, -1).join('/').replace(/^\/+/, '')}`;
      found.add(own !== '' && whole.startsWith(`${own}/`) ? whole.slice(own.length) : whole);
    }
  }
  const [path, ...others] = found;
  const parsed = servicePathSchema.safeParse(path);
  return others.length === 0 && parsed.success && !/\/\.{0,2}\//.test(`${parsed.data}/`) ? parsed.data : null;
}

function serverUrl(servers: unknown): string {
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  const { url } = Object(first) as Readonly<Record<string, unknown>>;
  return typeof url === 'string' ? url : '/';
}

/** The path of a URL, which may be relative; requests go to the address of the connection, whatever host it names. */
function pathOf(url: string, address: string): string {
  return URL.canParse(url, address) ? new URL(url, address).pathname.replace(/\/+$/, '') : '';
}
