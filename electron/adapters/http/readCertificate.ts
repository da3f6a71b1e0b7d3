import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/result.ts';
import type { ReadCertificate } from '../../ports.ts';

const PEM = /^-----BEGIN CERTIFICATE-----\r?\n[\w+/=\s]+-----END CERTIFICATE-----$/;

/** Reads one X.509 certificate in PEM; rejects any other content, in particular private keys. */
export const readCertificate: ReadCertificate = (pem): Certificate => {
  const text = pem.trim();
  try {
    if (PEM.test(text)) {
      const certificate = new X509Certificate(text);
      return {
        pem: certificate.toString(),
        subject: certificate.subject.split('\n').reverse().join(', '),
        fingerprint: certificate.fingerprint256,
        validTo: new Date(certificate.validTo).toISOString(),
      };
    }
  } catch {
    // Reported below with the field's own message.
  }
  throw new AppError('VALIDATION', 'The text is not one certificate in PEM.', {
    issues: [{ path: 'caCertificate', problem: 'notCertificate' }],
  });
};
