import type { ReadCertificate } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from './sampleCertificate.ts';

/** Reads the one certificate of the tests; anything else is none. */
export const readSampleCertificate: ReadCertificate = (pem) => {
  if (pem.trim() !== SAMPLE_CERTIFICATE.trim()) {
    throw new AppError('VALIDATION', 'The text is not one certificate in PEM.', {
      issues: [{ path: 'caCertificate', problem: 'notCertificate' }],
    });
  }
  return {
    pem: SAMPLE_CERTIFICATE,
    subject: 'CN=Example Root CA, O=Example, C=RU',
    fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT,
    validTo: '2126-10-31T15:35:22.000Z',
  };
};
