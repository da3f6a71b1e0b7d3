import { beforeEach, describe, expect, it } from 'vitest';
import type { AdminApiTarget } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import type { ConnectionTestResult } from '../../../../shared/model/connectionTest.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryConnectionProbe } from '../../../fakes/memoryConnectionProbe.ts';

const target: AdminApiTarget = {
  address: 'https://stand.example',
  servicePath: '/service',
  credentials: { kind: 'password', username: 'admin', password: 'x' },
  caCertificate: null,
};

let probe: MemoryConnectionProbe;
let clock: ManualClock;

beforeEach(() => {
  probe = new MemoryConnectionProbe();
  clock = new ManualClock();
  probe.serverTime = clock.now();
});

const run = (address = target.address) => testConnection({ probe, clock }, { ...target, address });

/** The step that is out of order, and the outcomes of all of them in short: p, w, f or - for each. */
async function verdict(address?: string): Promise<{ failed: ConnectionTestResult | undefined; outcomes: string }> {
  const steps = await run(address);
  const letters = { passed: 'p', warning: 'w', failed: 'f', notReached: '-' };
  return {
    failed: steps.find(({ outcome }) => outcome === 'failed' || outcome === 'warning'),
    outcomes: steps.map(({ outcome }) => letters[outcome]).join(''),
  };
}

it('passes where everything works', async () => {
  expect(await verdict()).toEqual({ failed: undefined, outcomes: 'pppppppp' });
});

it('names the proxy and leaves open what the proxy does for us', async () => {
  probe.proxy = 'PROXY proxy.example:3128';
  expect((await run())[0]).toMatchObject({ step: 'proxy', outcome: 'passed', detail: 'PROXY proxy.example:3128' });
  expect((await verdict()).outcomes).toBe('p-pppppp');
});

describe.each<[code: ErrorCode, detail: string | undefined, step: string, problem: string, outcomes: string]>([
  ['UNREACHABLE', 'net::ERR_PROXY_CONNECTION_FAILED', 'proxy', 'proxyFailed', 'f-------'],
  ['UNREACHABLE', 'net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy', 'proxyFailed', 'f-------'],
  ['UNREACHABLE', 'HTTP 407 Proxy Authentication Required', 'proxy', 'proxyFailed', 'f-------'],
  ['UNREACHABLE', 'ENOTFOUND', 'name', 'nameUnknown', 'pf------'],
  ['UNREACHABLE', 'net::ERR_NAME_NOT_RESOLVED', 'name', 'nameUnknown', 'pf------'],
  ['UNREACHABLE', 'ECONNREFUSED', 'reach', 'refused', 'ppf-----'],
  ['UNREACHABLE', 'net::ERR_ADDRESS_UNREACHABLE', 'reach', 'unreachable', 'ppf-----'],
  ['UNREACHABLE', undefined, 'reach', 'unreachable', 'ppf-----'],
  ['TIMEOUT', undefined, 'reach', 'timeout', 'ppf-----'],
  ['UNREACHABLE', 'CERT_HAS_EXPIRED', 'tls', 'certificateExpired', 'pppf----'],
  ['UNREACHABLE', 'net::ERR_CERT_DATE_INVALID', 'tls', 'certificateExpired', 'pppf----'],
  ['UNREACHABLE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'certificateName', 'pppf----'],
  ['UNREACHABLE', 'net::ERR_CERT_COMMON_NAME_INVALID', 'tls', 'certificateName', 'pppf----'],
  ['UNREACHABLE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'certificateUntrusted', 'pppf----'],
  ['UNREACHABLE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'certificateUntrusted', 'pppf----'],
  ['UNREACHABLE', 'net::ERR_CERT_AUTHORITY_INVALID', 'tls', 'certificateUntrusted', 'pppf----'],
  ['UNREACHABLE', 'net::ERR_SSL_PROTOCOL_ERROR', 'tls', 'tlsFailed', 'pppf----'],
  ['REDIRECT_REFUSED', undefined, 'service', 'redirected', 'ppppf---'],
  ['SERVICE_MISSING', undefined, 'service', 'noService', 'ppppfp--'],
  // The clock of whatever else has answered is nothing to the installation.
  ['BAD_RESPONSE', undefined, 'service', 'notPlatform', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 403, nginx', 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 400', 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 409', 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 429', 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 502', 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 401, Negotiate', 'service', 'otherSignIn', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 404', 'service', 'noService', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 200', 'service', 'notPlatform', 'ppppf---'],
  ['INTERCEPTED', 'HTTP 511', 'service', 'notPlatform', 'ppppf---'],
  ['REQUEST_TOO_LARGE', 'HTTP 413', 'service', 'intercepted', 'ppppf---'],
  ['REQUEST_ALTERED', undefined, 'service', 'requestAltered', 'ppppfp--'],
  ['HOST_NOT_ALLOWED', 'reached as localhost only', 'service', 'hostNotAllowed', 'ppppfp--'],
  ['SERVER_FAILED', undefined, 'service', 'serverFailed', 'ppppfp--'],
  ['THROTTLED', undefined, 'service', 'throttled', 'ppppfp--'],
  ['UNAUTHORIZED', 'Invalid Credential', 'credential', 'credentialRefused', 'ppppppf-'],
  ['UNAUTHORIZED', 'Invalid Signature', 'credential', 'signatureRefused', 'ppppppf-'],
  ['NOT_PERMITTED', 'Keys: view', 'permission', 'notPermitted', 'pppppppf'],
])('%s with %s', (code, detail, step, problem, outcomes) => {
  it(`fails at ${step}: ${problem}`, async () => {
    probe.failure = new AppError(code, 'refused', { detail });
    // Where nothing has answered there is no clock either.
    probe.serverTime = ['UNREACHABLE', 'TIMEOUT'].includes(code) ? null : clock.now();
    expect(await verdict()).toMatchObject({ failed: { step, problem, detail: detail ?? null }, outcomes });
  });
});

describe('the clocks', () => {
  const move = (seconds: number): void => {
    probe.serverTime = clock.now() - seconds * 1000;
  };

  it.each([
    [0, '0', 'passed'],
    [60, '60', 'passed'],
    [61, '61', 'warning'],
    [-1200, '-1200', 'warning'],
  ])('%i s ahead', async (seconds, detail, outcome) => {
    move(seconds);
    expect((await run())[5]).toMatchObject({ step: 'clock', outcome, detail });
  });

  it('are not spoken of where the answer has no date', async () => {
    probe.serverTime = null;
    expect((await run())[5]).toMatchObject({ outcome: 'notReached' });
  });

  it('are what a signature failed over where the call itself found that out', async () => {
    move(1200);
    probe.failure = new AppError('CLOCK_SKEW', 'refused', { detail: 'The access token has expired' });
    expect((await verdict()).failed).toMatchObject({ step: 'clock', problem: 'clockRefused', detail: '1200' });
    move(3);
    probe.failure = new AppError('UNAUTHORIZED', 'refused', { detail: 'The access token has expired' });
    expect((await verdict()).failed).toMatchObject({ step: 'credential', problem: 'credentialRefused' });
  });
});

it('does not advise to add an authority where one was added', async () => {
  probe.failure = new AppError('UNREACHABLE', 'refused', { detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  const steps = await testConnection({ probe, clock }, { ...target, caCertificate: 'a certificate' });
  expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    step: 'tls',
    problem: 'certificateOtherAuthority',
  });
});

it('says that plain http is not encrypted', async () => {
  expect((await verdict('http://stand.example')).failed).toMatchObject({ step: 'tls', problem: 'notEncrypted' });
  expect((await verdict('http://127.0.0.1:8787')).outcomes).toBe('pppppppp');
});

it('tells an account that may only look from one that may see nothing', async () => {
  probe.permissions = { ...probe.permissions, canCreate: false, canEdit: false, canDelete: false };
  expect((await verdict()).failed).toMatchObject({ step: 'permission', outcome: 'warning', problem: 'readOnly' });
  probe.permissions = { ...probe.permissions, canView: false };
  expect((await verdict()).failed).toMatchObject({ step: 'permission', outcome: 'failed', problem: 'notPermitted' });
});
