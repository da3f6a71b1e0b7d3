import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../../electron/adapters/http/httpErrors.ts';
import type { ErrorCode } from '../../../../shared/result.ts';

/** Gives the error for a response. @param body what stands in it: text as it is, anything else as JSON. */
function refused(status: number, body: unknown, headers: Record<string, string> = {}): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    return dataOf({ status, headers: new Headers({ 'content-type': 'application/json', ...headers }) }, text);
  } catch (error) {
    return error;
  }
}

const own = (Code: string, more: object = {}) => ({ Code, Message: 'what the platform says', ...more });
const PAGE = '<html>Access denied</html>';
const HTML = { 'content-type': 'text/html' };

/** Every refusal that docs/admin-api.md names and that a client of the key service can get. */
const OWN: readonly (readonly [status: number, code: string, meaning: ErrorCode])[] = [
  [400, 'Validation', 'VALIDATION'],
  [400, 'AccountNotEligible', 'ACCOUNT_NOT_ELIGIBLE'],
  [400, 'MalformedRequest', 'REQUEST_ALTERED'],
  [401, 'Unauthorized', 'UNAUTHORIZED'],
  [403, 'NotPermitted', 'NOT_PERMITTED'],
  [403, 'HostNotAllowed', 'HOST_NOT_ALLOWED'],
  [403, 'OriginNotAllowed', 'HOST_NOT_ALLOWED'],
  [404, 'NotFound', 'NOT_FOUND'],
  [404, 'UnknownMethod', 'SERVICE_MISSING'],
  [408, 'Timeout', 'TIMEOUT'],
  [409, 'Conflict', 'CONFLICT'],
  [413, 'TooLarge', 'REQUEST_TOO_LARGE'],
  [415, 'UnsupportedMediaType', 'REQUEST_ALTERED'],
  [417, 'MalformedRequest', 'REQUEST_ALTERED'],
  [429, 'Throttled', 'THROTTLED'],
  [431, 'TooLarge', 'REQUEST_TOO_LARGE'],
  [500, 'Internal', 'SERVER_FAILED'],
  [503, 'Unavailable', 'SERVER_FAILED'],
];

describe.each(OWN)('the rejection %i %s of the platform', (status, code, meaning) => {
  it(`is ${meaning}, also with fields that are not known yet`, () => {
    expect(refused(status, own(code))).toMatchObject({ code: meaning });
    expect(refused(status, own(code, { Later: 1, Details: [{ Field: 'Id' }], RequestId: null }))).toMatchObject({
      code: meaning,
    });
  });

  it.each<[what: string, body: unknown, headers: Record<string, string>]>([
    ['as a page', PAGE, HTML],
    ['with the right body sent as a page', own(code), HTML],
    ['with the right body in another character set', own(code), { 'content-type': 'application/json; charset=koi8-r' }],
    ['without a body', '', {}],
    ['with a body that broke off', JSON.stringify(own(code)).slice(0, -1), {}],
    ['without a message', { Code: code }, {}],
    ['with its code in another place', { error: own(code) }, {}],
    ['with names in lower case', { code, message: 'no' }, {}],
    ['with a code that is not known', own('Forbidden'), {}],
    ['with a list', [own(code)], {}],
  ])('%s is not its own, and never says anything about account, input or list', (_what, body, headers) => {
    const expected = [413, 431].includes(status) ? 'REQUEST_TOO_LARGE' : 'INTERCEPTED';
    expect(refused(status, body, headers)).toMatchObject({ code: expected });
  });
});

it('fault 77: a code counts with its own status only', () => {
  for (const [status, code] of OWN) {
    for (const [otherStatus, , meaning] of OWN) {
      if (!OWN.some(([one, other]) => one === otherStatus && other === code)) {
        expect(refused(otherStatus, own(code)), `${code} with ${otherStatus} in place of ${status}`).not.toMatchObject({
          code: meaning === 'REQUEST_TOO_LARGE' ? 'none' : meaning,
        });
      }
    }
  }
});

it.each([
  [200, 'page'],
  [401, 'signIn'],
  [403, 'rejected'],
  [404, 'missing'],
  [405, 'missing'],
  [409, 'rejected'],
  [410, 'missing'],
  [429, 'pause'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [511, 'page'],
])('fault 77: a page with %i comes from something on the way, which is named, and means: %s', (status, by) => {
  expect(refused(status, PAGE, { ...HTML, server: 'nginx/1.22.1' })).toMatchObject({
    code: 'INTERCEPTED',
    detail: `HTTP ${status}, nginx/1.22.1`,
    reason: { kind: 'interception', by },
  });
});

it('a wrong secret key is distinguished from an unknown one', () => {
  const reason = (Message: string) => refused(401, own('Unauthorized', { Message }));
  expect(reason('Invalid Signature')).toMatchObject({ code: 'UNAUTHORIZED', reason: { kind: 'signature' } });
  expect(reason('Invalid Credential')).toMatchObject({
    code: 'UNAUTHORIZED',
    reason: { kind: 'credential', problem: 'unknownToken' },
  });
});

describe('a challenge to sign in', () => {
  const unauthorized = own('Unauthorized');

  it.each([
    'HMAC-SHA256',
    'HMAC-SHA256, Basic realm="Platform API", charset="UTF-8"',
    'Negotiate, Basic realm="x"',
    null,
  ])('of the platform with its body is believed: %s', (challenge) => {
    const headers = challenge === null ? {} : { 'www-authenticate': challenge };
    expect(refused(401, unauthorized, headers)).toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it.each([
    ['Negotiate', 'Negotiate'],
    ['NTLM', 'NTLM'],
    ['Negotiate, NTLM', 'Negotiate, NTLM'],
    ['Negotiate YIIJ=, NTLM', 'Negotiate, NTLM'],
    ['Bearer realm="Basic"', 'Bearer'],
    ['Digest realm="x, y", nonce="HMAC-SHA256", qop="auth"', 'Digest'],
  ])('faults 77 and 130: of something else is not, whatever the body: %s', (challenge, scheme) => {
    expect(refused(401, unauthorized, { 'www-authenticate': challenge })).toMatchObject({
      code: 'INTERCEPTED',
      detail: `HTTP 401, ${scheme}`,
    });
    const page = refused(401, PAGE, { ...HTML, 'www-authenticate': 'Basic realm="Gateway"' });
    expect(page).toMatchObject({ code: 'INTERCEPTED', detail: 'HTTP 401, Basic' });
  });
});

describe('fault 130: a 401 without the error body of the platform', () => {
  const challenged = (challenge: string, body: unknown = PAGE, headers: Record<string, string> = HTML) =>
    refused(401, body, { ...headers, 'www-authenticate': challenge });

  it('is about the key where the challenge is that of the platform', () => {
    const wrong = 'HMAC-SHA256 error="invalid_token" error_description="Invalid Signature"';
    expect(challenged(wrong)).toMatchObject({
      code: 'UNAUTHORIZED',
      detail: 'Invalid Signature',
      reason: { kind: 'signature' },
    });
    expect(challenged(`Negotiate, ${wrong}`)).toMatchObject({ code: 'UNAUTHORIZED', reason: { kind: 'signature' } });
    expect(challenged('HMAC-SHA256, Basic realm="Platform API"', '', {})).toMatchObject({
      code: 'UNAUTHORIZED',
      detail: undefined,
      reason: { kind: 'credential', problem: 'unsigned' },
    });
  });

  it.each(['Negotiate', 'Negotiate, Basic realm="x"', 'Basic realm="HMAC-SHA256"', 'NTLM'])(
    'blames neither password nor key where it is not: %s',
    (challenge) => {
      expect(challenged(challenge)).toMatchObject({
        code: 'INTERCEPTED',
        reason: { kind: 'interception', by: 'signIn' },
      });
    },
  );
});

describe('fault 129: an error of the Web API', () => {
  const error = { message: 'Access denied', type: 'SecurityException', inner: null };

  it.each<[what: string, body: unknown, detail: string]>([
    ['as documented', { response: null, error, success: false }, 'Access denied'],
    ['with data', { response: { Items: [], Total: 0 }, error, success: false }, 'Access denied'],
    ['that claims success', { response: { Items: [], Total: 0 }, error, success: true }, 'Access denied'],
    ['without an error', { response: { Items: [], Total: 0 }, success: false }, 'HTTP 200'],
    ['without success', { response: null, error }, 'Access denied'],
    ['with success as text', { response: null, error, success: 'false' }, 'Access denied'],
    ['as text', { error: 'No such method', success: false }, 'No such method'],
    ['in Pascal case', { Response: null, Error: { Message: 'Access denied' }, Success: false }, 'Access denied'],
    ['with the message inside', { error: { message: ' ', inner: { message: 'Timeout' } }, success: false }, 'Timeout'],
    ['with a stack', { error: { message: 'Failed\r\n   at Comindware.Main()' }, success: false }, 'Failed'],
    ['around data of the key service', { Items: [], Total: 0, success: false, error }, 'Access denied'],
  ])('%s is one, although the status is 200', (_what, body, detail) => {
    expect(refused(200, body)).toMatchObject({ code: 'SERVER_FAILED', detail });
  });

  it('is short and plain text', () => {
    const { detail } = refused(200, { success: false, error: { message: `\u0007${'x'.repeat(9_999)}` } }) as {
      detail: string;
    };
    expect(detail).toMatch(/^x{300}$|^x{299}$/);
  });

  it('with a status of its own is one where the server failed, and from something on the way elsewhere', () => {
    expect(refused(500, { response: null, error, success: false })).toMatchObject({
      code: 'SERVER_FAILED',
      detail: 'Access denied',
    });
    for (const status of [401, 403, 404, 409]) {
      expect(refused(status, { response: null, error, success: false })).toMatchObject({ code: 'INTERCEPTED' });
    }
  });

  it('is none where the envelope holds the data', () => {
    expect(refused(200, { response: { Items: [], Total: 0 }, error: null, success: true })).toEqual({
      Items: [],
      Total: 0,
    });
    expect(refused(200, { Items: [], Total: 0 })).toEqual({ Items: [], Total: 0 });
  });
});

it.each([201, 202, 203, 204, 205, 206, 226, 300, 304, 305, 199, 600, 999])(
  'fault 77: status %i is none that the platform gives',
  (status) => {
    expect(refused(status, { Items: [], Total: 0 })).toMatchObject({
      code: 'BAD_RESPONSE',
      detail: `HTTP ${status}`,
    });
  },
);

it('fault 77: a response that is older than its request is the copy of a proxy', () => {
  const age = (value: string, elapsedMs: number): unknown => {
    try {
      const headers = new Headers({ 'content-type': 'application/json', age: value });
      return dataOf({ status: 200, headers }, '{"Total":1}', elapsedMs);
    } catch (error) {
      return error;
    }
  };
  expect(refused(200, { Total: 1 }, { age: '300', via: '1.1 squid' })).toMatchObject({
    code: 'INTERCEPTED',
    detail: 'HTTP 200, 1.1 squid, Age 300',
  });
  expect(age('0', 0)).toEqual({ Total: 1 });
  // Two caches on the way, one behind the other.
  expect(age('60, 60', 100)).toMatchObject({ code: 'INTERCEPTED' });
  expect(age('9', 5_000)).toMatchObject({ code: 'INTERCEPTED' });
  // A cache that keeps nothing counts how long the platform took.
  expect(age('5', 5_000)).toEqual({ Total: 1 });
  expect(age('1', 100)).toEqual({ Total: 1 });
  expect(age('soon', 100)).toEqual({ Total: 1 });
});

it('fault 23: a proxy that requires a password is reported as the network', () => {
  expect(refused(407, PAGE, HTML)).toMatchObject({ code: 'UNREACHABLE', reason: { kind: 'network', cause: 'proxy' } });
});

it('reports briefly and as plain text who responded', () => {
  const { detail } = refused(403, PAGE, { ...HTML, server: `evil\u00ff${'x'.repeat(500)}` }) as { detail: string };
  expect(detail).toMatch(/^HTTP 403, evilx+$/);
  expect(detail.length).toBeLessThan(80);
});
