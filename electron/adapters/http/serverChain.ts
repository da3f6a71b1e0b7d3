import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { ServerChain } from '../../ports.ts';
import { nameOf } from './readCertificates.ts';

/** Time limit of a handshake, in milliseconds. */
const LIMIT_MS = 10_000;

/**
 * Reads the chain of certificates that a server sends. The handshake is made without verification, because it concerns chains
 * that have failed it, and nothing is sent over the connection.
 * @param address of an installation, `https:`; `null` is returned for others and if there is no handshake.
 */
export function readServerChain(address: string): Promise<ServerChain | null> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') {
    return Promise.resolve(null);
  }
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: false,
      // Without authorities, OpenSSL does not extend the chain by any of its own.
      ca: [],
    });
    const end = (chain: ServerChain | null): void => {
      socket.destroy();
      resolve(chain);
    };
    socket.setTimeout(LIMIT_MS, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () => end(chainFrom(socket.getPeerX509Certificate())));
  });
}

function chainFrom(leaf: X509Certificate | undefined): ServerChain | null {
  let last = leaf;
  while (last?.issuerCertificate !== undefined && last.issuerCertificate.fingerprint256 !== last.fingerprint256) {
    last = last.issuerCertificate;
  }
  return last === undefined
    ? null
    : { issuer: nameOf(last.issuer), isSelfSigned: last === leaf && last.checkIssued(last) };
}
