import type { FastifyInstance, FastifyRequest } from 'fastify';
import { groupHeaderLines, type HeaderLines } from '../authentication/headerLines.ts';
import { quote } from '../authentication/quote.ts';
import type { OwnAddress } from '../ownAddress.ts';
import { ApiError } from './apiError.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** See {@link headerLinesOf}. */
    headerLines: HeaderLines | null;
  }
}

/**
 * Rejects requests that only a web page could have sent, before anything else handles them: a foreign `Host` (DNS
 * rebinding), a foreign `Origin`, a cross-site request. Also rejects ambiguous ones: no `Host` or several, another HTTP
 * version, a target that is not a path.
 * @param address returns the names of the platform once it listens.
 */
export function guardOrigin(app: FastifyInstance, address: () => OwnAddress): void {
  app.decorateRequest('headerLines', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const own = address();
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    const problem = ambiguityOf(request);
    if (problem !== null) {
      done(new ApiError(400, 'MalformedRequest', problem));
    } else if (!own.hosts.includes(host.toLowerCase())) {
      const message =
        `The platform is not reached as ${quote(host)}, but as ${own.hosts.join(' or ')}. ` +
        'For the address of a proxy or a tunnel, start it with --public-address.';
      done(new ApiError(403, 'HostNotAllowed', message));
    } else if (
      !(origin === undefined || own.origins.includes(origin)) ||
      !(site === undefined || site === 'none' || site === 'same-origin')
    ) {
      done(new ApiError(403, 'OriginNotAllowed', 'Pages of other sites cannot call the platform.'));
    } else {
      done();
    }
  });
}

/** HTTP/1.0 is accepted with a Host, since nginx uses it towards the servers behind it. */
function ambiguityOf(request: FastifyRequest): string | null {
  const hosts = headerLinesOf(request).get('host')?.length ?? 0;
  if (request.raw.httpVersionMajor !== 1) {
    return 'The request is not of HTTP/1.1.';
  }
  if (hosts !== 1) {
    return hosts === 0 ? 'The request has no Host.' : `The request has Host ${hosts} times.`;
  }
  return request.originalUrl.startsWith('/') ? null : 'The target of the request is not a path.';
}

/** Returns the header lines of a request, which are grouped once. */
export function headerLinesOf(request: FastifyRequest): HeaderLines {
  request.headerLines ??= groupHeaderLines(request.raw.rawHeaders);
  return request.headerLines;
}
