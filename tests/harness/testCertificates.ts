import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its private key, both in PEM. */
export interface CertifiedKey {
  readonly cert: string;
  readonly key: string;
}

/** Certificates for 127.0.0.1; all but `selfSigned` are issued by one authority. */
export interface TestCertificates {
  /** Certificate of the authority, in PEM. */
  readonly authority: string;
  readonly good: CertifiedKey;
  readonly expired: CertifiedKey;
  readonly otherName: CertifiedKey;
  readonly selfSigned: CertifiedKey;
}

const OWN_NAME = 'IP:127.0.0.1';

/** Creates the certificates with openssl. */
export function makeTestCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-certificates-'));
  const openssl = (...parameters: string[]): void => {
    execFileSync('openssl', parameters, { cwd: folder, stdio: 'ignore' });
  };
  const newKey = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-subj', `/CN=${name}`];
  const read = (name: string): CertifiedKey => ({
    cert: readFileSync(join(folder, `${name}.pem`), 'utf8'),
    key: readFileSync(join(folder, `${name}.key`), 'utf8'),
  });
  const selfSign = (name: string, ...more: string[]): CertifiedKey => {
    openssl('req', '-x509', ...newKey(name), '-days', '2', '-out', `${name}.pem`, ...more);
    return read(name);
  };
  const issue = (name: string, alternativeName: string, days: number): CertifiedKey => {
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${alternativeName}\n`);
    openssl('req', ...newKey(name), '-out', `${name}.csr`);
    const signing = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signing, '-days', String(days));
    return read(name);
  };
  try {
    return {
      authority: selfSign('authority').cert,
      good: issue('good', OWN_NAME, 2),
      expired: issue('expired', OWN_NAME, 0),
      otherName: issue('otherName', 'DNS:elsewhere.example', 2),
      selfSigned: selfSign('selfSigned', '-addext', `subjectAltName=${OWN_NAME}`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
