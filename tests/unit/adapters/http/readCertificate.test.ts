import { expect, it } from 'vitest';
import { readCertificate } from '../../../../electron/adapters/http/readCertificate.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../../../fakes/sampleCertificate.ts';

it('reads whose a certificate is, its fingerprint and how long it is valid', () => {
  expect(readCertificate(`\r\n${SAMPLE_CERTIFICATE}  `)).toEqual({
    pem: SAMPLE_CERTIFICATE,
    subject: 'CN=Example Root CA, O=Example, C=RU',
    fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT,
    validTo: expect.stringMatching(/^2126-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
  });
});

it.each([
  ['nothing', ''],
  ['text', 'certificate'],
  ['two certificates', `${SAMPLE_CERTIFICATE}${SAMPLE_CERTIFICATE}`],
  ['a private key', SAMPLE_CERTIFICATE.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
  [
    'a certificate with a private key',
    `${SAMPLE_CERTIFICATE}-----BEGIN PRIVATE KEY-----\nMII=\n-----END PRIVATE KEY-----`,
  ],
  ['a damaged certificate', SAMPLE_CERTIFICATE.replace(/\n[^-]{10}/, '\nAAAAAAAAAA')],
])('rejects %s', (_what, pem) => {
  expect(() => readCertificate(pem)).toThrow(
    expect.objectContaining({ code: 'VALIDATION', issues: [{ path: 'caCertificate', problem: 'notCertificate' }] }),
  );
});
