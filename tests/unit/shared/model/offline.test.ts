import { expect, it } from 'vitest';
import { mayRetryAutomatically } from '../../../../shared/model/offline.ts';
import type { ErrorCode, FailureReason, Interception } from '../../../../shared/result.ts';

const interception = (by: Interception): FailureReason => ({ kind: 'interception', by });
const network: FailureReason = { kind: 'network', cause: 'refused', sent: 'nothing' };

it.each<[ErrorCode, FailureReason | undefined, boolean]>([
  ['UNREACHABLE', network, true],
  ['UNREACHABLE', undefined, true],
  ['TIMEOUT', undefined, true],
  ['INTERCEPTED', interception('unavailable'), true],
  ['INTERCEPTED', interception('page'), true],
  // Repeated sign-in attempts lock accounts; a missing path or a requested pause does not end by retrying.
  ['INTERCEPTED', interception('signIn'), false],
  ['INTERCEPTED', interception('missing'), false],
  ['INTERCEPTED', interception('pause'), false],
  ['INTERCEPTED', interception('rejected'), false],
  ['INTERCEPTED', undefined, false],
  ['UNAUTHORIZED', undefined, false],
  ['REDIRECT_REFUSED', undefined, false],
])('after %s with the reason %o the request is retried automatically: %s', (code, reason, again) => {
  expect(mayRetryAutomatically({ code, reason })).toBe(again);
});
