import { expect, it } from 'vitest';
import { arrivalOf } from '../../../../electron/adapters/http/probeArrival.ts';
import { stringToSign } from '../../../../shared/hmac/stringToSign.ts';

const DATE = 'Sun, 22 Nov 2026 12:00:00 GMT';
const LATER = 'Sun, 22 Nov 2026 12:20:00 GMT';
const url = new URL('https://stand.example:8443/gate/api/Get?x=%20');
const headersOf = (date: string) => ({ 'x-ms-date': date, 'x-ms-content-sha256': 'aGFzaA==' });
const sent = (date = DATE) => ({ url, headers: headersOf(date) });
const arrived = ({ path = '/gate/api/Get?x=%20', date = DATE, host = 'stand.example:8443', hash = 'aGFzaA==' } = {}) =>
  stringToSign({ method: 'POST', pathAndQuery: path, signedHeaderValues: [date, host, hash] });

it.each([
  ['path', { path: '/api/Get?x=%20' }, '/gate/api/Get?x=%20', '/api/Get?x=%20'],
  ['host', { host: 'stand.example' }, 'stand.example:8443', 'stand.example'],
  ['header', { date: LATER }, DATE, LATER],
  ['header', { hash: 'b3RoZXI=' }, 'aGFzaA==', 'b3RoZXI='],
])('names the first part that was changed: %s %j', (part, change, before, after) => {
  expect(arrivalOf([sent()], arrived(change))).toEqual({ kind: 'changed', part, sent: before, received: after });
});

it('a request of several attempts is compared with the one that was rejected', () => {
  expect(arrivalOf([sent(), sent(LATER)], arrived({ date: LATER }))).toEqual({ kind: 'unchanged' });
  expect(arrivalOf([sent(), sent(LATER)], arrived())).toEqual({ kind: 'unchanged' });
});

it.each(['', 'POST', 'POST\n/api', 'POST\n/api\nonly one value', `${arrived()}\nmore`, `${arrived()};more`])(
  'says nothing about a text of another form: %j',
  (text) => {
    expect(arrivalOf([sent()], text)).toBeNull();
  },
);
