import { expect, it } from 'vitest';
import { networkReason } from '../../../../electron/adapters/http/networkReason.ts';

it.each([
  ['ENOTFOUND', 'name', 'nothing'],
  ['net::ERR_NAME_NOT_RESOLVED', 'name', 'nothingAtLast'],
  ['ECONNREFUSED', 'refused', 'nothing'],
  ['net::ERR_CONNECTION_REFUSED', 'refused', 'nothingAtLast'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy', 'unknown'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy', 'unknown'],
  ['CERT_HAS_EXPIRED', 'certificateExpired', 'unknown'],
  ['net::ERR_CERT_DATE_INVALID', 'certificateExpired', 'unknown'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateName', 'unknown'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificateName', 'unknown'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificateUntrusted', 'unknown'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificateUntrusted', 'unknown'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificateUntrusted', 'unknown'],
  ['EPROTO', 'tls', 'unknown'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'unknown'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tls', 'unknown'],
  ['ECONNRESET', 'broken', 'unknown'],
  ['UND_ERR_SOCKET', 'broken', 'unknown'],
  ['net::ERR_CONNECTION_RESET', 'broken', 'unknown'],
  ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'broken', 'unknown'],
  ['net::ERR_INTERNET_DISCONNECTED', 'other', 'unknown'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'other', 'unknown'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'other', 'unknown'],
  [undefined, 'other', 'unknown'],
])('%s means %s, sent: %s', (code, cause, sent) => {
  expect(networkReason(code)).toEqual({ kind: 'network', cause, sent });
});
