import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examinePaste } from '../../../../electron/services/doctor/examinePaste.ts';
import { readPaste } from '../../../../electron/services/doctor/paste/readPaste.ts';
import { FINDINGS } from '../../../../shared/model/doctor.ts';
import { RECORDINGS } from '../../../clients/recordings.ts';
import { headerOf } from './paste/marked.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/doctor');
/** Their consoles and reports show no token: without headers, with a masked one, or since nothing was signed. */
const WITHOUT_TOKEN = [
  'newmanConsole',
  'newmanScriptFailed',
  ...RECORDINGS.filter(({ client }) => client === 'Bruno').map(({ name }) => name),
];

function readFixture(name: string) {
  const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
  return { text, facts: JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) };
}

it('every recording has its files, and no others are there', () => {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
  expect(names.toSorted()).toEqual(RECORDINGS.map(({ name }) => `${name}.txt`).toSorted());
});

it.each(RECORDINGS)('a request is read from what $client prints: $name', ({ name }) => {
  const { text, facts } = readFixture(name);
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

it.each(RECORDINGS)('the doctor finds $expected in what $client prints: $name', ({ name, expected, needsSecret }) => {
  const { text, facts } = readFixture(name);
  const examine = (secret: string | null) => {
    const diagnosis = examinePaste(text, readPaste(text), { index: 0, secret, now: Date.parse(facts.recordedAt) });
    return {
      ...diagnosis,
      errors: diagnosis.findings.map(({ code }) => code).filter((code) => FINDINGS[code] === 'error'),
    };
  };
  const { errors, isVerified } = examine(needsSecret ? facts.secretKey : null);
  expect(errors[0] ?? null).toBe(expected);
  // A right request has a right signature, which only the secret key shows.
  expect(isVerified || expected !== null).toBe(true);
  expect(JSON.stringify(examine(facts.secretKey))).not.toContain(facts.secretKey);
});
