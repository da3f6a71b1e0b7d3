import { answer, type Fault } from './faults.ts';

const HTML = { 'content-type': 'text/html', server: 'gateway' };
const page = (status: number, headers = {}): Fault => answer(status, { ...HTML, ...headers }, '<html>no</html>');
const json = (status: number, body: unknown, headers = {}): Fault => answer(status, headers, body);

/** Responses of proxies and gateways between KeyDesk and an installation, with the resulting error code. */
export const INTERCEPTIONS: readonly (readonly [what: string, fault: Fault, code: string])[] = [
  ...[400, 401, 403, 404, 405, 409, 410, 415, 429, 451, 500, 502, 503, 504, 511].map(
    (status) => [`a page with ${status}`, page(status), 'INTERCEPTED'] as const,
  ),
  ['a page with 413', page(413), 'REQUEST_TOO_LARGE'],
  ['a page with 200', page(200), 'INTERCEPTED'],
  ['a status of 204', json(204, ''), 'BAD_RESPONSE'],
  ['a status of 205', json(205, ''), 'BAD_RESPONSE'],
  ['JSON of another service', json(200, { status: 'login required' }), 'BAD_RESPONSE'],
  ["the platform's error with 200", json(200, { Code: 'NotPermitted', Message: 'no' }), 'BAD_RESPONSE'],
  ['a list that a proxy has kept', json(200, { Items: [], Total: 0 }, { age: '60' }), 'INTERCEPTED'],
  ['a 403 of another service in JSON', json(403, { message: 'Forbidden' }), 'INTERCEPTED'],
  ['a 403 with another code', json(403, { Code: 'AccessDenied', Message: 'no' }), 'INTERCEPTED'],
  ['another name on the way', json(403, { Code: 'HostNotAllowed', Message: 'no' }), 'HOST_NOT_ALLOWED'],
  ['a sign-in with Negotiate', page(401, { 'www-authenticate': 'Negotiate' }), 'INTERCEPTED'],
  ['a sign-in with Basic of a gateway', page(401, { 'www-authenticate': 'Basic realm="Gateway"' }), 'INTERCEPTED'],
];
