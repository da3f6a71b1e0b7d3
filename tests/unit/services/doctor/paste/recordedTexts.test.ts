import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPaste } from '../../../../../electron/services/doctor/paste/readPaste.ts';
import { RECORDINGS } from '../../../../clients/recordings.ts';
import { headerOf } from './marked.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/doctor');
/** Their consoles and reports show no token: without headers, with a masked one, or since nothing was signed. */
const WITHOUT_TOKEN = [
  'newmanConsole',
  'newmanScriptFailed',
  ...RECORDINGS.filter(({ client }) => client === 'Bruno').map(({ name }) => name),
];

it('every recording has its files, and no others are there', () => {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
  expect(names.toSorted()).toEqual(RECORDINGS.map(({ name }) => `${name}.txt`).toSorted());
});

it.each(RECORDINGS)('a request is read from what $client prints: $name', ({ name }) => {
  const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
  const facts = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  const { requests, secrets } = readPaste(text);
  const [request] = requests;
  expect(requests).toHaveLength(1);
  expect(request).toMatchObject({ format: facts.format, method: { text: 'POST' } });
  expect(request?.address.text).toContain('/AuthenticationKeyService/List');
  expect(request?.response).not.toBeNull();
  expect(secrets).toEqual([]);
  if (!WITHOUT_TOKEN.includes(name)) {
    expect(request && headerOf(request, 'Authorization')?.text).toContain(facts.token);
  }
  if (request?.body) {
    expect(request.bodyIs).not.toBe('unknown');
  }
});
