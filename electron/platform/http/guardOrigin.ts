import type { FastifyInstance } from 'fastify';
import { ApiRefusal } from './apiRefusal.ts';

/**
 * Refuses what only a web page could have sent, before anything else looks at the request: a foreign `Host` (DNS
 * rebinding), a foreign `Origin`, a request from another site, and a target that is no path.
 * @param port gives the port that the platform listens on.
 */
export function guardOrigin(app: FastifyInstance, port: () => number): void {
  let own: { readonly hosts: readonly string[]; readonly origins: readonly string[] } | null = null;
  app.addHook('onRequest', (request, _reply, done) => {
    own ??= ownNames(port());
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    if (!own.hosts.includes(host.toLowerCase())) {
      const message = `The platform is reached as ${own.hosts.join(' or ')} only.`;
      done(new ApiRefusal(403, 'HostNotAllowed', message));
    } else if (
      !(origin === undefined || own.origins.includes(origin)) ||
      !(site === undefined || site === 'none' || site === 'same-origin')
    ) {
      done(new ApiRefusal(403, 'OriginNotAllowed', 'Pages of other sites cannot call the platform.'));
    } else if (request.raw.url?.startsWith('/') !== true) {
      done(new ApiRefusal(400, 'MalformedRequest', 'The target of a request is a path.'));
    } else {
      done();
    }
  });
}

function ownNames(port: number) {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => (port === 80 ? name : `${name}:${port}`));
  return { hosts, origins: hosts.map((host) => `http://${host}`) };
}
