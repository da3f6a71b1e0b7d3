import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileLogger } from '../../../../electron/adapters/log/fileLogger.ts';
import { Redaction } from '../../../../electron/adapters/log/redaction.ts';

const SECRET = 'pa"ss/wörd+42';

it.each([
  ['as it is', SECRET],
  ['inside JSON', JSON.stringify({ note: SECRET })],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in a URL', encodeURIComponent(SECRET)],
])('masks a registered secret %s', (_name, text) => {
  const redaction = new Redaction();
  redaction.register(SECRET);
  const masked = redaction.apply(`before ${text} after`);
  expect(masked).not.toContain(text);
  expect(masked).toContain('[masked]');
  expect(masked).toMatch(/^before .*after$/);
});

it.each(['Authorization', 'password', 'SecretKey', 'encryptionKey', 'x-ms-date', 'proxyPassword'])(
  'masks the field %s whatever its value',
  (field) => {
    expect(new Redaction().apply(JSON.stringify({ a: 1, [field]: 'va"lue', b: 2 }))).toBe(
      `{"a":1,"${field}":"[masked]","b":2}`,
    );
  },
);

it.each([
  'Basic YTp3cm9uZy1wYXNzd29yZA==',
  'HMAC-SHA256 Credential=0123&SignedHeaders=x-ms-date;host&Signature=c2lnbmF0dXJlIGJ5dGVz',
])('masks credentials in a header, wherever it is quoted: %s', (header) => {
  const line = JSON.stringify({ detail: `The proxy refused ${header} for some reason` });
  const masked = new Redaction().apply(line);
  expect(masked).not.toContain(header.slice(-12));
  expect(masked).toMatch(/\[masked\] for some reason/);
});

it('leaves ordinary text alone', () => {
  const redaction = new Redaction();
  redaction.register('admin');
  expect(redaction.apply('{"message":"admin opened the list"}')).toBe('{"message":"admin opened the list"}');
});

it('masks on the way to the file, errors and their causes included, for every level', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'keydesk-log-')), 'logs');
  const logger = createFileLogger(folder);
  logger.redact(SECRET);
  const error = new Error(`failed with ${SECRET}`, { cause: new Error(`because of ${SECRET}`) });
  for (const level of ['info', 'warn', 'error'] as const) {
    logger[level](`${level} ${SECRET}`, { error, nested: { deep: [SECRET] }, authorization: 'Basic abc' });
  }
  const file = join(folder, 'keydesk.log');
  const text = readFileSync(file, 'utf8');
  expect(text.trim().split('\n')).toHaveLength(3);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(JSON.stringify(SECRET).slice(1, -1));
  expect(text).not.toContain('Basic abc');
  expect(text).toContain('because of [masked]');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
