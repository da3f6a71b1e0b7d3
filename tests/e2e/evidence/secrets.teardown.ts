import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createEvidenceFolder, evidenceFolder } from './evidenceFolder.ts';
import { findSecrets } from './findSecrets.ts';
import { searchFor } from './startEvidence.ts';

const PLANTED = 'planted on purpose, to be found';

test.afterAll(() => rmSync(evidenceFolder(), { recursive: true, maxRetries: 5 }));

test('no secret is in the data, output, pages and calls of this run, and a planted one is found', () => {
  const { found, starts, calls, secrets, files, bytes } = findSecrets(evidenceFolder());
  const size = (bytes / 2 ** 20).toFixed(0);
  process.stdout.write(`${secrets} secrets, ${starts} starts, ${calls} calls, ${files} files of ${size} MiB\n`);
  expect(found).toEqual([]);

  const [data, start] = [createEvidenceFolder('data'), createEvidenceFolder('start')];
  searchFor('the planted one', PLANTED);
  mkdirSync(join(data, 'logs'));
  writeFileSync(join(data, 'logs', 'keydesk.log'), Buffer.from(PLANTED).toString('base64'));
  writeFileSync(join(start, 'page.html'), `<p title="${PLANTED}">`);
  writeFileSync(join(start, 'output.log'), Buffer.from(PLANTED).toString('hex'));
  const add = (call: object): void => appendFileSync(join(start, 'calls.jsonl'), `${JSON.stringify(call)}\n`);
  add({ channel: 'keys:list', input: [], response: { items: [{ note: PLANTED }] } });
  add({ channel: 'keys:reveal', input: [], response: { data: { secretKey: PLANTED } } });
  add({ channel: 'keys:changed', message: [PLANTED] });
  const places = findSecrets(evidenceFolder()).found.map((line) => line.replace(/^(data|start)-\w+\//, ''));
  expect(places.toSorted()).toEqual([
    'calls.jsonl (keys:changed): the planted one',
    'calls.jsonl (keys:list): the planted one',
    'logs/keydesk.log: the planted one',
    'output.log: the planted one',
    'page.html: the planted one',
  ]);
});
