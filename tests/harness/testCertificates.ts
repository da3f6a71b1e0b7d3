import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its private key, both in PEM. */
export interface CertifiedKey {
  readonly cert: string;
  readonly key: string;
}

/** Certificates for 127.0.0.1, issued by one authority unless stated otherwise. */
export interface TestCertificates {
  /** Certificate of the authority, in PEM. */
  readonly authority: string;
  /** An expired certificate of the same authority with the same key. */
  readonly expiredAuthority: string;
  /** Certificate of an intermediate authority, in PEM. */
  readonly intermediate: string;
  /** Issued by the intermediate authority. */
  readonly issuedByIntermediate: CertifiedKey;
  readonly good: CertifiedKey;
  readonly expired: CertifiedKey;
  readonly otherName: CertifiedKey;
  readonly selfSigned: CertifiedKey;
}

const OWN_NAME = 'subjectAltName=IP:127.0.0.1';

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
  const issue = (name: string, extension: string, days: number, issuer = 'authority'): CertifiedKey => {
    writeFileSync(join(folder, `${name}.ext`), `${extension}\n`);
    openssl('req', ...newKey(name), '-out', `${name}.csr`);
    const signing = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signing, '-days', String(days));
    return read(name);
  };
  const expireAuthority = (): string => {
    openssl('req', '-new', '-key', 'authority.key', '-subj', '/CN=authority', '-out', 'old.csr');
    writeFileSync(join(folder, 'old.ext'), 'basicConstraints=critical,CA:TRUE\n');
    openssl(...'x509 -req -in old.csr -signkey authority.key -extfile old.ext -days 0 -out old.pem'.split(' '));
    return readFileSync(join(folder, 'old.pem'), 'utf8');
  };
  try {
    return {
      authority: selfSign('authority').cert,
      expiredAuthority: expireAuthority(),
      intermediate: issue('intermediate', 'basicConstraints=critical,CA:TRUE', 2).cert,
      issuedByIntermediate: issue('issuedByIntermediate', OWN_NAME, 2, 'intermediate'),
      good: issue('good', OWN_NAME, 2),
      expired: issue('expired', OWN_NAME, 0),
      otherName: issue('otherName', 'subjectAltName=DNS:elsewhere.example', 2),
      selfSigned: selfSign('selfSigned', '-addext', OWN_NAME),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
