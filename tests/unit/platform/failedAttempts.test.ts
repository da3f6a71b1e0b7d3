import { expect, test } from 'vitest';
import { FailedAttempts } from '../../../electron/platform/authentication/failedAttempts.ts';

test('counts per credential, from the first failure on for a minute', () => {
  let now = 1_000;
  const attempts = new FailedAttempts(3, () => now);
  for (const wait of [0, 0, 0]) {
    expect(attempts.waitingSeconds('one')).toBe(wait);
    attempts.note('one');
    now += 1_000;
  }
  expect(attempts.waitingSeconds('one')).toBe(57);
  expect(attempts.waitingSeconds('other')).toBe(0);
  now += 56_999;
  expect(attempts.waitingSeconds('one')).toBe(1);
  now += 1;
  expect(attempts.waitingSeconds('one')).toBe(0);
  attempts.note('one');
  expect(attempts.waitingSeconds('one')).toBe(0);
});

test('stores as little of a credential as it needs', () => {
  const attempts = new FailedAttempts(1, () => 0);
  attempts.note('x'.repeat(100_000));
  expect(attempts.waitingSeconds('x'.repeat(200_000))).toBe(60);
  expect(attempts.waitingSeconds('x')).toBe(0);
});
