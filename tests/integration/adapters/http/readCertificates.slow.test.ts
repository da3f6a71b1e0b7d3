import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCertificates } from '../../../../electron/adapters/http/readCertificates.ts';
import { makeTestCertificates } from '../../../harness/testCertificates.ts';

const certificates = makeTestCertificates();
const chain = certificates.intermediate + certificates.authority;
const CHAIN = [
  ['CN=intermediate', 'intermediate'],
  ['CN=authority', 'root'],
];

/** Holder and kind of each certificate in a file. */
function holders(content: string | Uint8Array) {
  return readCertificates(content).map(({ subject, kind }) => [subject, kind]);
}

/** What openssl makes of a file with certificates. */
function convert(parameters: string, input: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-certificates-'));
  writeFileSync(join(folder, 'in.pem'), input);
  execFileSync('openssl', [...parameters.split(' '), '-out', 'out'], { cwd: folder, stdio: 'ignore' });
  return readFileSync(join(folder, 'out'));
}

it.each([
  ['PKCS #7, as Windows exports a chain (.p7b)', 'crl2pkcs7 -nocrl -certfile in.pem -outform DER'],
  ['PKCS #7 in PEM', 'crl2pkcs7 -nocrl -certfile in.pem'],
])('reads the chain of a file in %s', (_format, parameters) => {
  expect(holders(convert(parameters, chain))).toEqual(CHAIN);
});

it.each([
  ['DER', 'x509 -in in.pem -outform DER'],
  ['PEM after its description', 'x509 -in in.pem -text'],
  ['PEM with trust settings', 'x509 -in in.pem -trustout -addtrust serverAuth -setalias root'],
])('reads the certificate of a file in %s', (_format, parameters) => {
  expect(holders(convert(parameters, certificates.authority))).toEqual([['CN=authority', 'root']]);
});

it('reads a bundle, and tells servers from authorities', () => {
  expect(holders(chain)).toEqual(CHAIN);
  expect(holders(certificates.good.cert)).toEqual([['CN=good', 'server']]);
  expect(holders(certificates.selfSigned.cert.repeat(2))).toHaveLength(1);
});

it('rejects PKCS #7 without certificates, and more certificates than a connection can have', () => {
  const empty = convert('crl2pkcs7 -nocrl -outform DER', '');
  expect(() => readCertificates(empty)).toThrow(
    expect.objectContaining({ issues: [{ path: 'caCertificate', problem: 'notCertificate' }] }),
  );
  const serial = Array.from({ length: 21 }, (_, index) => `-set_serial ${index + 1}`);
  const request = 'req -x509 -key in.pem -subj /CN=many';
  const many = serial.map((number) => Buffer.from(convert(`${request} ${number}`, certificates.good.key)).toString());
  expect(() => readCertificates(many.join(''))).toThrow(
    expect.objectContaining({ issues: [{ path: 'caCertificate', problem: 'tooManyCertificates' }] }),
  );
});
