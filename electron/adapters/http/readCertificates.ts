import { X509Certificate } from 'node:crypto';
import { type BaseBlock, Constructed, fromBER, ObjectIdentifier, Sequence } from 'asn1js';
import { type Certificate, MAX_CERTIFICATES } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/result.ts';
import type { ReadCertificates } from '../../ports.ts';
import { decodeText } from '../files/decodeText.ts';

/** Blocks of PEM (RFC 7468) that can contain certificates; text around them is ignored, as openssl does. */
const PEM_BLOCK = /-----BEGIN (?:X509 |TRUSTED )?(CERTIFICATE|PKCS7|CMS)-----([\w+/=\s]+)-----END [A-Z0-9 ]+-----/g;
/** PKCS #7 signed data (RFC 2315); files of certificates (.p7b) contain it without a signature. */
const SIGNED_DATA = '1.2.840.113549.1.7.2';

/**
 * Reads X.509 certificates in PEM, with or without text around them, in DER, or in PKCS #7; each once, in the order of the
 * file. Private keys in the file are ignored.
 */
export const readCertificates: ReadCertificates = (content): readonly Certificate[] => {
  const certificates = new Map<string, Certificate>();
  for (const der of findCertificates(content)) {
    const certificate = describe(der);
    certificates.set(certificate.fingerprint, certificate);
  }
  if (certificates.size === 0) {
    throw invalid('notCertificate');
  }
  if (certificates.size > MAX_CERTIFICATES) {
    throw invalid('tooManyCertificates');
  }
  return [...certificates.values()];
};

function invalid(problem: 'notCertificate' | 'tooManyCertificates'): AppError {
  return new AppError('VALIDATION', `The certificates cannot be used: ${problem}.`, {
    issues: [{ path: 'caCertificate', problem }],
  });
}

/** The encoding of each certificate in a text, or in a file. */
function findCertificates(content: string | Uint8Array): readonly Uint8Array[] {
  const text = typeof content === 'string' ? content : textOf(content);
  const blocks = [...text.matchAll(PEM_BLOCK)];
  if (blocks.length > 0) {
    return blocks.flatMap(([, , base64 = '']) => certificatesIn(Buffer.from(base64, 'base64')));
  }
  return typeof content === 'string' ? [] : certificatesIn(content);
}

/** PEM is ASCII, so a description in any other encoding around it does no harm. */
function textOf(content: Uint8Array): string {
  return decodeText(content)?.text ?? Buffer.from(content).toString('latin1');
}

/** The certificate of an encoding, or those in signed data. What follows it is ignored, as the trust in TRUSTED CERTIFICATE. */
function certificatesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const { offset, result } = fromBER(bytes);
  if (offset === -1 || !(result instanceof Sequence)) {
    return [];
  }
  const [type, content] = result.valueBlock.value;
  if (type instanceof ObjectIdentifier && type.getValue() === SIGNED_DATA) {
    return content instanceof Constructed ? certificatesOfSignedData(content) : [];
  }
  return [bytes.subarray(0, offset)];
}

/** SignedData is `version, digestAlgorithms, contentInfo, [0] certificates, …`. */
function certificatesOfSignedData(content: Constructed): readonly Uint8Array[] {
  const [signedData] = content.valueBlock.value;
  const fields: readonly BaseBlock[] = signedData instanceof Sequence ? signedData.valueBlock.value : [];
  const list = fields.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  return list instanceof Constructed
    ? list.valueBlock.value.map((certificate) => new Uint8Array(certificate.valueBeforeDecodeView))
    : [];
}

/** @throws AppError `VALIDATION` for a damaged certificate. */
function describe(der: Uint8Array): Certificate {
  try {
    const certificate = new X509Certificate(der);
    return {
      pem: certificate.toString(),
      subject: nameOf(certificate.subject),
      issuer: nameOf(certificate.issuer),
      kind: kindOf(certificate),
      fingerprint: certificate.fingerprint256,
      validFrom: new Date(certificate.validFrom).toISOString(),
      validTo: new Date(certificate.validTo).toISOString(),
    };
  } catch {
    throw invalid('notCertificate');
  }
}

function kindOf(certificate: X509Certificate): Certificate['kind'] {
  if (!certificate.ca) {
    return 'server';
  }
  return certificate.checkIssued(certificate) ? 'root' : 'intermediate';
}

/** A distinguished name in one line, most specific part first. */
export function nameOf(distinguishedName: string): string {
  return distinguishedName.split('\n').reverse().join(', ');
}
