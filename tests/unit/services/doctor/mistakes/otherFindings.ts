import type { Deviation } from '../signedPaste.ts';
import type { Mistake } from './mistake.ts';

const respond = (response: string, status = '401', at: string | null = null): Deviation => ({
  request: { response: { status: { text: status, place: null }, date: at, text: response } },
});
const error = (Code: string, Message = 'Text') => JSON.stringify({ Code, Message });

/** What a request and its response say besides. */
export const OTHER_FINDINGS: readonly Mistake[] = [
  {
    name: 'HTTP/1.0',
    codes: [],
    remarks: ['http10'],
    make: () => ({ version: 'HTTP/1.0' }),
  },
  {
    name: 'a default port',
    codes: [],
    remarks: ['hostDefaultPort'],
    make: () => ({ sent: { host: 'keys.example.com:443' } }),
  },
  {
    name: 'a host with capitals',
    codes: [],
    remarks: ['hostCapitals'],
    make: () => ({ sent: { host: 'LocalHost:8787' } }),
  },
  { name: 'HostNotAllowed', codes: ['hostNotAllowed'], make: () => respond(error('HostNotAllowed'), '403') },
  { name: 'NotPermitted', codes: ['notPermitted'], make: () => respond(error('NotPermitted'), '403') },
  { name: 'UnknownMethod', codes: ['methodUnknown'], make: () => respond(error('UnknownMethod'), '404') },
  { name: 'Throttled', codes: ['throttled'], make: () => respond(error('Throttled'), '429') },
  {
    name: 'an unknown token',
    codes: ['tokenUnknown'],
    make: () => respond('WWW-Authenticate: HMAC-SHA256 error="invalid_token" error_description="Invalid Credential"'),
  },
  {
    name: 'an expired key',
    codes: ['keyExpired'],
    make: () =>
      respond('WWW-Authenticate: HMAC-SHA256 error="invalid_token" error_description="The access token has expired"'),
  },
  {
    name: 'a sign-in page',
    codes: ['otherServer'],
    make: () => respond('HTTP/1.1 401 Unauthorized\r\nServer: nginx\r\n\r\n<html><h1>401</h1></html>'),
  },
  {
    name: 'Negotiate',
    codes: ['otherServer'],
    make: () => respond('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\n\r\n'),
  },
  {
    name: 'an address that a proxy has changed',
    codes: ['changedOnTheWay'],
    make: ({ host, date: sent, address, signedHeaders }) => {
      const values = signedHeaders.map((name) => ({ host, date: sent, 'x-ms-date': sent })[name.toLowerCase()] ?? 'x');
      const Details = [{ Field: 'string-to-sign', Message: `POST\n/keys${address}\n${values.join(';')}` }];
      return respond(JSON.stringify({ Code: 'Unauthorized', Message: 'Text', Details }));
    },
  },
];
