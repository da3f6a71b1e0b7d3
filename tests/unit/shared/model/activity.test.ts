import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { outcomeOfFailure } from '../../../../shared/model/activity.ts';
import { ERROR_CODES } from '../../../../shared/result.ts';

it('calls a failed change unsure exactly where docs/error-codes.md says that it is unknown', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../../docs/error-codes.md'), 'utf8');
  const unknown = [...document.matchAll(/^\| `(\w+)` \|.*\| unknown \|[^|]+\|$/gm)].map(([, code]) => code);
  expect(unknown).toContain('TIMEOUT');
  for (const code of ERROR_CODES) {
    expect(outcomeOfFailure({ code }), code).toBe(unknown.includes(code) ? 'unsure' : 'failed');
  }
});

it('is sure that nothing was sent where there never was a connection', () => {
  expect(outcomeOfFailure({ code: 'UNREACHABLE', detail: 'ENOTFOUND' })).toBe('failed');
  expect(outcomeOfFailure({ code: 'UNREACHABLE', detail: 'net::ERR_NAME_NOT_RESOLVED' })).toBe('unsure');
  expect(outcomeOfFailure({ code: 'TIMEOUT', detail: 'ENOTFOUND' })).toBe('unsure');
});
