import { expect, it } from 'vitest';
import { outcomeOfFailure } from '../../../../shared/model/activity.ts';
import { ERROR_CODES } from '../../../../shared/result.ts';

it('a failed change is unsure exactly if the response may have been lost', () => {
  expect(ERROR_CODES.filter((code) => outcomeOfFailure({ code, reason: undefined }) === 'unsure').sort()).toEqual([
    'BAD_RESPONSE',
    'INTERCEPTED',
    'INTERNAL',
    'REDIRECT_REFUSED',
    'SERVER_FAILED',
    'TIMEOUT',
    'TOO_LARGE',
    'UNREACHABLE',
  ]);
});

it('is sure that nothing was sent where there never was a connection', () => {
  const outcomes = (['nothing', 'nothingAtLast', 'unknown'] as const).map((sent) =>
    outcomeOfFailure({ code: 'UNREACHABLE', reason: { kind: 'network', cause: 'name', sent } }),
  );
  expect(outcomes).toEqual(['failed', 'unsure', 'unsure']);
});
