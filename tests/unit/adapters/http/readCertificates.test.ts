import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCertificates } from '../../../../electron/adapters/http/readCertificates.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../../../fakes/sampleCertificate.ts';

const der = new X509Certificate(SAMPLE_CERTIFICATE).raw;
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

it('reads holder, issuer, kind, fingerprint and validity', () => {
  expect(readCertificates(SAMPLE_CERTIFICATE)).toEqual([
    {
      pem: SAMPLE_CERTIFICATE,
      subject: 'CN=Example Root CA, O=Example, C=RU',
      issuer: 'CN=Example Root CA, O=Example, C=RU',
      kind: 'root',
      fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT,
      validFrom: '2026-11-24T15:35:22.000Z',
      validTo: '2126-10-31T15:35:22.000Z',
    },
  ]);
});

describe('reads the same certificate', () => {
  it.each([
    ['in PEM with other line endings and spaces around', `\r\n${SAMPLE_CERTIFICATE.replaceAll('\n', '\r\n')}  `],
    [
      'in PEM on one line',
      SAMPLE_CERTIFICATE.replace(/\n(?!-)/g, '').replace('CERTIFICATE-----', 'CERTIFICATE-----\n'),
    ],
    ['with text around it', `Subject: CN=Example\n  friendlyName: root\n${SAMPLE_CERTIFICATE}\nend`],
    ['with a label of old programs', SAMPLE_CERTIFICATE.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
    ['twice', SAMPLE_CERTIFICATE + SAMPLE_CERTIFICATE],
    [
      'beside a private key, which is ignored',
      `${SAMPLE_CERTIFICATE}-----BEGIN PRIVATE KEY-----\nMII=\n-----END PRIVATE KEY-----`,
    ],
    ['in a file with a byte order mark', Buffer.from(`\ufeff${SAMPLE_CERTIFICATE}`)],
    ['in UTF-16', utf16(SAMPLE_CERTIFICATE)],
    [
      'in a file of another encoding',
      Buffer.concat([Buffer.from([0xd6, 0xd2, 0x0a]), Buffer.from(SAMPLE_CERTIFICATE)]),
    ],
    ['in DER', der],
  ])('%s', (_how, content) => {
    expect(readCertificates(content).map(({ fingerprint }) => fingerprint)).toEqual([SAMPLE_CERTIFICATE_FINGERPRINT]);
  });
});

it.each([
  ['nothing', ''],
  ['text', 'certificate'],
  ['a private key', SAMPLE_CERTIFICATE.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
  ['a damaged certificate', SAMPLE_CERTIFICATE.replace(/\n[^-]{10}/, '\nAAAAAAAAAA')],
  ['bytes that are not a certificate', Buffer.from([0x30, 0x03, 0x02, 0x01, 0x00])],
  ['a certificate that was cut off', der.subarray(0, 200)],
])('rejects %s', (_what, content) => {
  expect(() => readCertificates(content)).toThrow(
    expect.objectContaining({ code: 'VALIDATION', issues: [{ path: 'caCertificate', problem: 'notCertificate' }] }),
  );
});
