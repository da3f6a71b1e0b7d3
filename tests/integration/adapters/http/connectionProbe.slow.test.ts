import { describe, expect, it } from 'vitest';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { readCertificates } from '../../../../electron/adapters/http/readCertificates.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import type { AdminApiCredentials } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import { makeTestCertificates } from '../../../harness/testCertificates.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';
import { ADMINISTRATOR, openTestBed } from '../../faults/testBed.ts';

const testBed = openTestBed();
const http = { ...openTestNetwork(), random: Math.random, resolveProxy: async () => 'DIRECT' };

/** Tests a connection to the platform. @param aheadMs how far the clock of this computer is ahead, in milliseconds. */
function run(credentials: AdminApiCredentials, { aheadMs = 0, address = testBed.platform.address, ca = '' } = {}) {
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const caCertificate = ca === '' ? null : ca;
  const target = { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate };
  return testConnection({ probe: httpConnectionProbe({ ...http, clock }), clock, readCertificates }, target);
}

/** Tests a connection and returns the failed step with its problem, or `passed`. */
async function verdict(...parameters: Parameters<typeof run>): Promise<string> {
  const failed = (await run(...parameters)).find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? 'passed' : `${failed.step}: ${failed.problem}`;
}

it('accepts a certificate of an unknown authority once the authority is added', async () => {
  const certificates = makeTestCertificates();
  const { address } = await testBed.startProxy({ tls: certificates.good });
  expect(await verdict(ADMINISTRATOR, { address })).toBe('tls: certificateIssuerUnknown');
  expect(await verdict(ADMINISTRATOR, { address, ca: certificates.authority })).toBe('passed');
});

describe('fault 162: certificates of an authority of its own', () => {
  const made = makeTestCertificates();
  const { authority, expiredAuthority, intermediate, issuedByIntermediate, good, selfSigned } = made;
  const withChain = { ...issuedByIntermediate, cert: issuedByIntermediate.cert + intermediate };

  it.each([
    ['a chain of which the root is added', withChain, authority, 'passed'],
    ['a chain of which the intermediate authority is added', withChain, intermediate, 'passed'],
    ['a chain of which the certificate of the server is added', withChain, issuedByIntermediate.cert, 'passed'],
    ['a chain of which nothing is added', withChain, '', 'certificateIssuerUnknown: CN=authority'],
    ['a chain of which a wrong root is added', withChain, selfSigned.cert, 'certificateIssuerUnknown: CN=authority'],
    ['an incomplete chain', issuedByIntermediate, authority, 'certificateIssuerUnknown: CN=intermediate'],
    ['an incomplete chain that is completed', issuedByIntermediate, intermediate + authority, 'passed'],
    ['a self-signed certificate', selfSigned, '', 'certificateSelfSigned: CN=selfSigned'],
    ['a self-signed certificate that is added', selfSigned, selfSigned.cert, 'passed'],
    ['an added authority that has expired', good, expiredAuthority, 'certificateOwnExpired: CERT_HAS_EXPIRED'],
    ['an expired certificate of the server', made.expired, authority, 'certificateExpired: CERT_HAS_EXPIRED'],
  ])('%s', async (_what, tls, ca, expected) => {
    const { address } = await testBed.startProxy({ tls });
    const failed = (await run(ADMINISTRATOR, { address, ca })).find(({ outcome }) => outcome === 'failed');
    expect(failed === undefined ? 'passed' : `${failed.problem}: ${failed.detail}`).toBe(expected);
  });
});

it('distinguishes a right password from a wrong one', async () => {
  expect(await verdict(ADMINISTRATOR)).toBe('passed');
  expect(await verdict({ ...ADMINISTRATOR, password: 'wrong' } as AdminApiCredentials)).toBe(
    'credential: credentialRejected',
  );
});

it('distinguishes a right key from one with a wrong secret, also when the clock is wrong', async () => {
  const { key } = testBed;
  expect(await verdict(key)).toBe('passed');
  const wrong = { ...key, secretKey: Buffer.alloc(64).toString('base64') } as AdminApiCredentials;
  expect(await verdict(wrong)).toBe('credential: signatureRejected');

  const steps = await run(key, { aheadMs: 20 * 60_000 });
  const [warning, ...others] = steps.filter(({ outcome }) => outcome !== 'passed');
  expect(warning).toMatchObject({ step: 'clock', outcome: 'warning', problem: 'clockOff' });
  expect(others).toEqual([]);
  expect(await verdict(key, { aheadMs: 48 * 60 * 60_000 })).toBe('clock: clockRejected');
});
