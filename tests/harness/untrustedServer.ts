import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server on https://127.0.0.1 with a certificate that nobody vouches for. */
export interface UntrustedServer {
  readonly address: string;
  /** How many requests have got through. */
  readonly requests: () => number;
  /** Sends a request without looking at the certificate; gives the status. */
  readonly reachWithoutChecking: () => Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Starts it. Its certificate, made with openssl, names 127.0.0.1 and is valid for a day: only its issuer is wrong. */
export async function startUntrustedServer(): Promise<UntrustedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-certificate-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, ...files], {
    stdio: 'ignore',
  });
  let requests = 0;
  const pair = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
  rmSync(folder, { recursive: true });
  const server = createServer(pair, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `https://127.0.0.1:${port}`;
  return {
    address,
    requests: () => requests,
    reachWithoutChecking: async () => {
      const sent = request(address, { rejectUnauthorized: false });
      sent.end();
      const [response] = await once(sent, 'response');
      response.resume();
      return response.statusCode;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
