import { execFileSync } from 'node:child_process';
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { groupHeaderLines } from '../../../../electron/platform/authentication/headerLines.ts';
import {
  readSignedHead,
  verifyContentHash,
  verifySignature,
} from '../../../../electron/platform/authentication/hmacAuthentication.ts';
import { ownAddress } from '../../../../electron/platform/ownAddress.ts';
import { stringToSign } from '../../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../../shared/httpDate.ts';

/** The section of docs/admin-api.md whose numbers authors of clients compare theirs with. */
const SECTION = readSection(readFileSync(join(import.meta.dirname, '../../../../docs/admin-api.md'), 'utf8'));

interface Example {
  readonly contentHash: string;
  readonly text: string;
  readonly signature: string;
  /** Lines of the request before the body. */
  readonly head: readonly string[];
  readonly path: string;
  readonly body: string;
}

interface Section {
  readonly token: string;
  readonly secret: string;
  readonly date: string;
  readonly host: string;
  readonly examples: readonly Example[];
  readonly script: string;
}

const hashOf = (body: string) => createHash('sha256').update(body).digest('base64');
const sign = (secret: string, text: string) =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(text).digest('base64');

function readSection(document: string): string {
  const [, section] = /^(## A worked signing example\n[\s\S]*?)^## /m.exec(document) ?? [];
  return required(section);
}

function required(part: string | undefined): string {
  if (part === undefined) {
    throw new Error('The example does not have the form that is expected.');
  }
  return part;
}

function parse(section: string): Section {
  const value = (name: string) => required(new RegExp(`^\\| ${name} \\| \`(.+)\` \\|$`, 'm').exec(section)?.[1]);
  const form =
    /^### .+\n\n(?:.+\n)+\nContent hash: `(.+)`\n\nString-to-sign:\n\n```text\n([\s\S]+?)\n```\n\nSignature: `(.+)`\n\nThe request:\n\n```http\n([\s\S]+?)\n```\n/gm;
  const examples = [...section.matchAll(form)].map(([, contentHash, text, signature, request]) => {
    const [head = '', body = '', ...more] = required(request).split('\n\n');
    expect(more).toEqual([]);
    const lines = head.split('\n');
    const path = required(/^POST (\/\S+) HTTP\/1\.1$/.exec(lines[0] ?? '')?.[1]);
    return {
      contentHash: required(contentHash),
      text: required(text),
      signature: required(signature),
      head: lines,
      path,
      body,
    };
  });
  return {
    token: value('token'),
    secret: value('secret key'),
    date: value('date'),
    host: value('host'),
    examples,
    script: required(/^```sh\n([\s\S]+?)^```$/m.exec(section)?.[1]),
  };
}

test('every number is what Node and the code of the platform compute', () => {
  const { token, secret, date, host, examples } = parse(SECTION);
  expect(examples).toHaveLength(3);
  for (const { contentHash, text, signature, head, path, body } of examples) {
    expect(contentHash).toBe(hashOf(body));
    expect(text).toBe(
      stringToSign({ method: 'POST', pathAndQuery: path, signedHeaderValues: [date, host, contentHash] }),
    );
    expect(signature).toBe(sign(secret, text));
    expect(head).toEqual([
      `POST ${path} HTTP/1.1`,
      `Host: ${host}`,
      `x-ms-date: ${date}`,
      `x-ms-content-sha256: ${contentHash}`,
      `Authorization: HMAC-SHA256 Credential=${token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
      ...(body === '' ? [] : ['Content-Type: application/json']),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]);
  }
});

test('the platform accepts every request at its time, and rejects it after 15 minutes', () => {
  const { token, secret, date, examples } = parse(SECTION);
  const now = parseHttpDate(date) ?? 0;
  const key = { secret: createSecretKey(Buffer.from(secret, 'base64')), expirationDate: now + 1 };
  for (const { head, body } of examples) {
    const [requestLine = '', ...headers] = head;
    const [method = '', url = ''] = requestLine.split(' ');
    const lines = groupHeaderLines(headers.flatMap((header) => header.split(/: (.*)/, 2)));
    const verify = (at: number) => {
      const signed = readSignedHead({ method, url, headers: lines }, at);
      const options = { now: at, address: ownAddress(8787, null), onWrongCredential: () => {} };
      verifySignature(signed, signed.token === token ? key : null, options);
      return signed;
    };
    const { contentHash } = verify(now);
    expect(() => verifyContentHash(Buffer.from(body), contentHash)).not.toThrow();
    expect(() => verify(now + 900_001)).toThrow('more than 15 minutes behind the clock');
  }
});

test('the script sends the first request', () => {
  const { date, script, examples } = parse(SECTION);
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'date'), `#!/bin/sh\necho '${date}'\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'curl'), '#!/bin/sh\nprintf "%s\\0" "$@"\n', { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const sent = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
  const [first] = examples;
  const headers = first?.head.slice(2, -1).flatMap((header) => ['-H', header]) ?? [];
  const address = `http://127.0.0.1:8787${first?.path}`;
  const host = first?.head.slice(1, 2).flatMap((header) => ['-H', header]) ?? [];
  expect(sent).toEqual(['-sS', '-X', 'POST', address, ...host, ...headers, '--data-binary', first?.body]);
});
