import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type PrivatePostgres, startPostgres } from '../../../harness/postgres.ts';
import { type CertifiedKey, makeTestCertificates } from '../../../harness/testCertificates.ts';
import { during } from '../lastingDatabase.ts';
import { createKey } from '../platformClient.ts';
import { startMessage } from './startMessage.ts';

const certificates = makeTestCertificates();
const folder = mkdtempSync(join(tmpdir(), 'keydesk-authority-'));
const authority = join(folder, 'authority.pem');
writeFileSync(authority, certificates.authority);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const servers: PrivatePostgres[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** Starts a server that requires TLS; returns the address of an empty database without parameters. */
async function startWithTls(certificate: CertifiedKey): Promise<string> {
  const server = await startPostgres();
  servers.push(server);
  const url = await createDatabase(server.url);
  await server.requireTls(certificate);
  return url;
}

describe('a server that requires TLS', () => {
  let url: string;
  beforeAll(async () => {
    url = await startWithTls(certificates.good);
  });

  test.each(['require', 'verify-ca', 'verify-full'])('sslmode=%s with its authority works', async (mode) => {
    await during({ url: `${url}?sslmode=${mode}&sslrootcert=${authority}` }, (platform) =>
      createKey(platform, 'admin'),
    );
  });

  test('fault 136: a connection without TLS', async () => {
    const message = await startMessage(url);
    expect(message).toContain('a line of the type hostssl requires ?sslmode=verify-full in the address. Cause:');
    expect(message).toContain('no encryption.');
  });

  test.each(['require', 'verify-full'])('fault 136: an unknown authority (sslmode=%s)', async (mode) => {
    const message = await startMessage(`${url}?sslmode=${mode}`);
    expect(message).toContain('an authority that is known or named by sslrootcert');
    expect(message).toMatch(/Cause: .*certificate/);
  });
});

test('fault 136: a certificate for another host, which verify-ca accepts', async () => {
  const url = await startWithTls(certificates.otherName);
  expect(await startMessage(`${url}?sslmode=verify-full&sslrootcert=${authority}`)).toMatch(
    /with a certificate for this host name.* Cause: .*does not match/,
  );
  await during({ url: `${url}?sslmode=verify-ca&sslrootcert=${authority}` }, async () => {});
});
