import type { ReadCertificates } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from './sampleCertificate.ts';

/** Reads the one certificate of the tests; anything else is none. */
export const readSampleCertificates: ReadCertificates = (content) => {
  const pem = typeof content === 'string' ? content : new TextDecoder().decode(content);
  if (pem.trim() !== SAMPLE_CERTIFICATE.trim()) {
    throw new AppError('VALIDATION', 'There is no certificate.', {
      issues: [{ path: 'caCertificate', problem: 'notCertificate' }],
    });
  }
  return [
    {
      pem: SAMPLE_CERTIFICATE,
      subject: 'CN=Example Root CA, O=Example, C=RU',
      issuer: 'CN=Example Root CA, O=Example, C=RU',
      kind: 'root',
      fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT,
      validFrom: '2026-11-24T15:35:22.000Z',
      validTo: '2126-10-31T15:35:22.000Z',
    },
  ];
};
