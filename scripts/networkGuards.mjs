import { guard, INTEGRATION, UNIT } from './guard.mjs';

/**
 * The guards of what goes out over the network.
 * @type {readonly import('./guard.mjs').Guard[]}
 */
export const NETWORK_GUARDS = [
  guard('E3 redirects', 'electron/adapters/httpPost.ts', "redirect: 'manual',", '', UNIT, 'adapters/httpPost.test.ts'),
  guard(
    'E4 size of an answer',
    'electron/adapters/httpPost.ts',
    'if (size > LARGEST_ANSWER) {',
    'if (false) {',
    INTEGRATION,
    'faults/answers.slow.test.ts',
    '50 MB of JSON',
  ),
  guard(
    'E5 retry of writes',
    'electron/adapters/httpRetry.ts',
    'isRead ? PASSING_STATUSES.has(error.head.status) : error.head.status === NOTHING_DONE',
    'PASSING_STATUSES.has(error.head.status)',
    UNIT,
    'adapters/httpRetry.test.ts',
  ),
  guard(
    'E5 number of retries',
    'electron/adapters/httpRetry.ts',
    'if (retries === maximumRetries || ',
    'if (retries === 20 || ',
    UNIT,
    'adapters/httpRetry.test.ts',
  ),
  guard(
    'E6 length of a pause',
    'electron/adapters/httpRetry.ts',
    'Math.min(asked, LONGEST_PAUSE_MS)',
    'asked',
    UNIT,
    'adapters/httpRetry.test.ts',
  ),
  guard(
    'E6 minute of a call',
    'electron/adapters/httpRetry.ts',
    ' || clock.now() + delay >= end',
    '',
    UNIT,
    'adapters/httpRetry.test.ts',
  ),
  guard(
    'E8 one correction',
    'electron/adapters/clockCorrection.ts',
    'if (isCorrected || ',
    'if (',
    UNIT,
    'adapters/clockCorrection.test.ts',
  ),
  guard(
    'E8 the date that was signed',
    'electron/adapters/clockCorrection.ts',
    'here + signedWith',
    'here + (offsets.get(address) ?? 0)',
    UNIT,
    'adapters/clockCorrection.test.ts',
  ),
  guard(
    'E8 a day at most',
    'electron/adapters/clockCorrection.ts',
    ' || Math.abs(there - here) > LARGEST_CORRECTION_MS',
    '',
    UNIT,
    'adapters/clockCorrection.test.ts',
  ),
  guard(
    'E11 kind of an answer',
    'electron/adapters/httpPost.ts',
    "if (!JSON_TYPE.test(headers.get('content-type') ?? '')) {",
    'if (false) {',
    UNIT,
    'adapters/httpPost.test.ts',
  ),
];
