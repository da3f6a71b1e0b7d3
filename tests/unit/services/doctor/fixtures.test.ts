import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { examinePaste } from '../../../../electron/services/doctor/examinePaste.ts';
import { readPaste } from '../../../../electron/services/doctor/paste/readPaste.ts';
import { diagnosisSchema, FINDING_CODES, FINDINGS, type FindingCode } from '../../../../shared/model/doctor.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/doctor');

const fixtureSchema = z.strictObject({
  format: diagnosisSchema.shape.format.unwrap(),
  client: z.string(),
  version: z.string(),
  /** What was done otherwise than usual. */
  variant: z.string(),
  expected: z.enum(FINDING_CODES as [FindingCode, ...FindingCode[]]).nullable(),
  token: z.string(),
  secretKey: z.string(),
  recordedAt: z.iso.datetime(),
  needsSecret: z.boolean(),
});

/** Texts that were recorded of real clients, with what is wrong in each. */
const FIXTURES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.slice(0, -'.json'.length),
    ...fixtureSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))),
  }));

test('there are enough of each kind', () => {
  expect(FIXTURES.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(30);
  expect(FIXTURES.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(20);
});

describe('a recorded text', () => {
  test.each(FIXTURES)('of $client: $name', ({ name, format, expected, token, secretKey, recordedAt, needsSecret }) => {
    const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
    const examine = (secret: string | null) => {
      const now = Date.parse(recordedAt);
      const diagnosis = examinePaste(text, readPaste(text), { index: 0, secret, now });
      return {
        ...diagnosis,
        errors: diagnosis.findings.map(({ code }) => code).filter((code) => FINDINGS[code] === 'error'),
      };
    };
    const known = examine(secretKey);
    const unknown = examine(null);
    expect(known.format).toBe(format);
    const findings = known.findings.map(({ code, facts }) => ({ code, facts }));
    if (expected !== null && FINDINGS[expected] !== 'error') {
      expect(findings).toContainEqual(expect.objectContaining({ code: expected }));
    } else {
      expect({ first: known.errors[0] ?? null, findings }).toMatchObject({ first: expected });
      // The response may say what only the secret key shows otherwise.
      const withoutSecret = needsSecret ? [null, expected] : [expected];
      expect(withoutSecret).toContain(unknown.errors[0] ?? null);
      expect(unknown.needsSecret).toBe(unknown.errors.length === 0);
    }
    if (expected === null) {
      expect(known).toMatchObject({ isVerified: true, token });
    }
    for (const { place } of known.findings) {
      expect(place === null || (place.start < place.end && place.end <= text.length)).toBe(true);
    }
    expect(JSON.stringify([known, unknown])).not.toContain(secretKey);
  });
});
