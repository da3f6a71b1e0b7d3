import type { FastifyInstance } from 'fastify';
import { ApiRefusal } from './apiRefusal.ts';

/**
 * Refuses what only a web page could have sent, before anything else looks at the request: a foreign `Host` (DNS
 * rebinding), a foreign `Origin`, a request from another site, and a target that is no path.
 * @param port gives the port that the platform listens on.
 */
export function guardOrigin(app: FastifyInstance, port: () => number): void {
  app.addHook('onRequest', async (request) => {
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    const hosts = ['127.0.0.1', 'localhost'].flatMap((name) => (port() === 80 ? [name] : [`${name}:${port()}`]));
    if (!hosts.includes(host.toLowerCase())) {
      throw new ApiRefusal(403, 'HostNotAllowed', `The platform is reached as ${hosts.join(' or ')} only.`);
    }
    const isOwnOrigin = origin === undefined || hosts.some((own) => origin === `http://${own}`);
    if (!isOwnOrigin || !(site === undefined || site === 'none' || site === 'same-origin')) {
      throw new ApiRefusal(403, 'OriginNotAllowed', 'Pages of other sites cannot call the platform.');
    }
    if (!request.raw.url?.startsWith('/')) {
      throw new ApiRefusal(400, 'MalformedRequest', 'The target of a request is a path.');
    }
  });
}
