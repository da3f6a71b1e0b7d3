import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AdminApiTarget } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import type { ConnectionTestResult } from '../../../../shared/model/connectionTest.ts';
import {
  AppError,
  type ErrorCode,
  type FailureReason,
  type Interception,
  type NetworkCause,
} from '../../../../shared/result.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { readSampleCertificates } from '../../../fakes/memoryCertificates.ts';
import { MemoryConnectionProbe } from '../../../fakes/memoryConnectionProbe.ts';
import { SAMPLE_CERTIFICATE } from '../../../fakes/sampleCertificate.ts';

const target: AdminApiTarget = {
  address: 'https://platform.example',
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

const options = () => ({ probe, clock, readCertificates: readSampleCertificates });
const run = (address = target.address) => testConnection(options(), { ...target, address });

/** The step that did not pass, and the outcomes of all steps, abbreviated as p, w, f or -. */
async function verdict(address?: string): Promise<{ failed: ConnectionTestResult | undefined; outcomes: string }> {
  const steps = await run(address);
  const letters = { passed: 'p', warning: 'w', failed: 'f', notReached: '-' };
  return {
    failed: steps.find(({ outcome }) => outcome === 'failed' || outcome === 'warning'),
    outcomes: steps.map(({ outcome }) => letters[outcome]).join(''),
  };
}

it('passes if everything works; a proxy is named, and its name resolution is not reported', async () => {
  expect(await verdict()).toEqual({ failed: undefined, outcomes: 'pppppppp' });
  probe.proxy = 'PROXY proxy.example:3128';
  expect((await run())[0]).toMatchObject({ step: 'proxy', outcome: 'passed', detail: 'PROXY proxy.example:3128' });
  expect((await verdict()).outcomes).toBe('p-pppppp');
});

const network = (cause: NetworkCause) => ({ kind: 'network', cause, sent: 'unknown' }) as const;
const interception = (by: Interception) => ({ kind: 'interception', by }) as const;

it.each<[code: ErrorCode, reason: FailureReason | undefined, step: string, problem: string, outcomes: string]>([
  ['UNREACHABLE', network('proxy'), 'proxy', 'proxyFailed', 'f-------'],
  ['UNREACHABLE', network('name'), 'name', 'nameUnknown', 'pf------'],
  ['UNREACHABLE', network('refused'), 'reach', 'refused', 'ppf-----'],
  ['UNREACHABLE', network('broken'), 'reach', 'unreachable', 'ppf-----'],
  ['UNREACHABLE', network('other'), 'reach', 'unreachable', 'ppf-----'],
  ['UNREACHABLE', undefined, 'reach', 'unreachable', 'ppf-----'],
  ['TIMEOUT', undefined, 'reach', 'timeout', 'ppf-----'],
  ['UNREACHABLE', network('certificateExpired'), 'tls', 'certificateExpired', 'pppf----'],
  ['UNREACHABLE', network('certificateName'), 'tls', 'certificateName', 'pppf----'],
  ['UNREACHABLE', network('certificateUntrusted'), 'tls', 'certificateUntrusted', 'pppf----'],
  ['UNREACHABLE', network('tls'), 'tls', 'tlsFailed', 'pppf----'],
  ['REDIRECT_REFUSED', undefined, 'service', 'redirected', 'ppppf---'],
  ['SERVICE_MISSING', undefined, 'service', 'noService', 'ppppfp--'],
  // Another server responded, so its clock is not that of the installation.
  ['BAD_RESPONSE', undefined, 'service', 'notPlatform', 'ppppf---'],
  ['INTERCEPTED', interception('rejected'), 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', interception('pause'), 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', interception('unavailable'), 'service', 'intercepted', 'ppppf---'],
  ['INTERCEPTED', interception('signIn'), 'service', 'otherSignIn', 'ppppf---'],
  ['INTERCEPTED', interception('missing'), 'service', 'noService', 'ppppf---'],
  ['INTERCEPTED', interception('page'), 'service', 'notPlatform', 'ppppf---'],
  ['REQUEST_TOO_LARGE', undefined, 'service', 'intercepted', 'ppppf---'],
  ['REQUEST_ALTERED', undefined, 'service', 'requestAltered', 'ppppfp--'],
  ['HOST_NOT_ALLOWED', undefined, 'service', 'hostNotAllowed', 'ppppfp--'],
  ['SERVER_FAILED', undefined, 'service', 'serverFailed', 'ppppfp--'],
  ['THROTTLED', undefined, 'service', 'throttled', 'ppppfp--'],
  ['UNAUTHORIZED', undefined, 'credential', 'credentialRejected', 'ppppppf-'],
  ['UNAUTHORIZED', { kind: 'signature' }, 'credential', 'signatureRejected', 'ppppppf-'],
  ['NOT_PERMITTED', undefined, 'permission', 'notPermitted', 'pppppppf'],
])('%s with %o fails at %s: %s', async (code, reason, step, problem, outcomes) => {
  probe.failure = new AppError(code, 'refused', { detail: 'said', reason });
  // Without a response there is no server time.
  probe.serverTime = ['UNREACHABLE', 'TIMEOUT'].includes(code) ? null : clock.now();
  expect(await verdict()).toMatchObject({ failed: { step, problem, detail: 'said' }, outcomes });
});

describe('the path of the key service', () => {
  const PATH = '/other/AuthenticationKeyService';

  it.each([
    ['SERVICE_MISSING', undefined],
    ['INTERCEPTED', interception('missing')],
    ['INTERCEPTED', interception('page')],
  ] as const)('is found by the installation itself after %s with %o, and tried', async (code, reason) => {
    probe.failure = new AppError(code, 'refused', { reason });
    probe.service = { kind: 'found', path: PATH };
    probe.workingPath = PATH;
    expect(await verdict()).toMatchObject({ failed: { step: 'service', problem: 'servicePathFound', detail: PATH } });
    expect(probe.targets.map(({ servicePath }) => servicePath).at(-1)).toBe(PATH);
  });

  it('is not offered where the service does not answer either', async () => {
    probe.failure = new AppError('SERVICE_MISSING', 'refused');
    probe.service = { kind: 'found', path: PATH };
    expect((await verdict()).failed).toMatchObject({ problem: 'noService' });
  });

  it('is said to be missing only where the installation lists its methods without it', async () => {
    probe.failure = new AppError('SERVICE_MISSING', 'refused');
    probe.service = { kind: 'notListed' };
    expect((await verdict()).failed).toMatchObject({ problem: 'serviceNotListed' });
    probe.failure = new AppError('INTERCEPTED', 'refused', { reason: interception('page') });
    expect((await verdict()).failed).toMatchObject({ problem: 'notPlatform' });
  });

  it.each(['UNAUTHORIZED', 'NOT_PERMITTED', 'SERVER_FAILED', 'UNREACHABLE', 'THROTTLED'] as const)(
    'is not looked for after %s: the service may be right',
    async (code) => {
      const find = vi.spyOn(probe, 'findService');
      probe.failure = new AppError(code, 'refused');
      await verdict();
      expect(find).not.toHaveBeenCalled();
    },
  );
});

it('fault 131: reports a proxy that drops the port, whatever the account may do', async () => {
  probe.signsBareHost = true;
  expect(await verdict()).toMatchObject({
    failed: { step: 'credential', outcome: 'warning', problem: 'hostWithoutPort' },
    outcomes: 'ppppppwp',
  });
  probe.failure = new AppError('NOT_PERMITTED', 'refused');
  expect((await verdict()).outcomes).toBe('ppppppwf');
});

describe('the clock difference', () => {
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

  it('is unknown if the response has no date', async () => {
    probe.serverTime = null;
    expect((await run())[5]).toMatchObject({ outcome: 'notReached' });
  });

  it('is the problem if the signature failed because of it', async () => {
    move(1200);
    probe.failure = new AppError('CLOCK_SKEW', 'refused', { detail: 'The access token has expired' });
    expect((await verdict()).failed).toMatchObject({ step: 'clock', problem: 'clockRejected', detail: '1200' });
    move(3);
    probe.failure = new AppError('UNAUTHORIZED', 'refused', { detail: 'The access token has expired' });
    expect((await verdict()).failed).toMatchObject({ step: 'credential', problem: 'credentialRejected' });
  });
});

it('does not suggest adding an authority if one was added', async () => {
  probe.failure = new AppError('UNREACHABLE', 'refused', { reason: network('certificateUntrusted') });
  const steps = await testConnection(options(), { ...target, caCertificate: SAMPLE_CERTIFICATE });
  expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    step: 'tls',
    problem: 'certificateOtherAuthority',
  });
});

it.each([
  ['the authority that is missing', false, 'certificateIssuerUnknown'],
  ['a self-signed certificate', true, 'certificateSelfSigned'],
])('names %s, unless a proxy is in the way', async (_what, isSelfSigned, problem) => {
  probe.failure = new AppError('UNREACHABLE', 'refused', { reason: network('certificateUntrusted') });
  probe.chain = { issuer: 'CN=Example', isSelfSigned };
  expect((await verdict()).failed).toMatchObject({ step: 'tls', problem, detail: 'CN=Example' });
  probe.proxy = 'PROXY proxy.example:3128';
  expect((await verdict()).failed).toMatchObject({ step: 'tls', problem: 'certificateUntrusted' });
});

it('tells an expired certificate of the connection from that of the server', async () => {
  probe.failure = new AppError('UNREACHABLE', 'refused', { reason: network('certificateExpired') });
  const failedStep = async () => {
    const steps = await testConnection(options(), { ...target, caCertificate: SAMPLE_CERTIFICATE });
    return steps.find(({ outcome }) => outcome === 'failed');
  };
  expect(await failedStep()).toMatchObject({ step: 'tls', problem: 'certificateExpired' });
  clock.advance(Date.parse('2127-01-01T00:00:00Z') - clock.now());
  expect(await failedStep()).toMatchObject({ step: 'tls', problem: 'certificateOwnExpired' });
});

it('warns that plain http is not encrypted', async () => {
  expect((await verdict('http://platform.example')).failed).toMatchObject({ step: 'tls', problem: 'notEncrypted' });
  expect((await verdict('http://127.0.0.1:8787')).outcomes).toBe('pppppppp');
});

it('distinguishes a read-only account from one without access', async () => {
  probe.permissions = { ...probe.permissions, canCreate: false, canEdit: false, canDelete: false };
  expect((await verdict()).failed).toMatchObject({ step: 'permission', outcome: 'warning', problem: 'readOnly' });
  probe.permissions = { ...probe.permissions, canView: false };
  expect((await verdict()).failed).toMatchObject({ step: 'permission', outcome: 'failed', problem: 'notPermitted' });
});
