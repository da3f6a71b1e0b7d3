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
  const known = examine(facts.secretKey);
  const unknown = examine(null);
  expect(known.errors[0] ?? null).toBe(expected);
  // Without the secret key, the response may say the same.
  expect(needsSecret ? [null, expected] : [expected]).toContain(unknown.errors[0] ?? null);
  expect(unknown.needsSecret).toBe(unknown.errors.length === 0);
  // A right request has a right signature, which only the secret key shows.
  expect(known.isVerified || expected !== null).toBe(true);
  for (const { place } of known.findings) {
    expect(place === null || (place.start < place.end && place.end <= text.length)).toBe(true);
  }
  expect(JSON.stringify([known, unknown])).not.toContain(facts.secretKey);
});

it('at least 30 texts have a mistake, and 20 have none', () => {
  const mistakes = RECORDINGS.filter(({ expected }) => expected !== null).length;
  expect(mistakes).toBeGreaterThanOrEqual(30);
  expect(RECORDINGS.length - mistakes).toBeGreaterThanOrEqual(20);
});
