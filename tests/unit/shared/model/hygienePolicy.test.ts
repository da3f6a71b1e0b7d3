import { expect, it } from 'vitest';
import {
  BENCHMARKS,
  DEFAULT_POLICY,
  hygienePolicySchema,
  meetsBenchmark,
  storedPolicySchema,
  withBenchmark,
} from '../../../../shared/model/hygienePolicy.ts';

it('has defaults that are valid and meet the benchmarks', () => {
  expect(hygienePolicySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  expect(BENCHMARKS.filter((one) => meetsBenchmark(DEFAULT_POLICY, one)).map(({ id }) => id)).toEqual([
    'cisAws',
    'cisGcp',
  ]);
});

it('keeps the valid values of a stored policy, and drops what it does not know', () => {
  expect(storedPolicySchema.parse({})).toEqual(DEFAULT_POLICY);
  expect(
    storedPolicySchema.parse({
      maxAgeDays: null,
      expiredDays: 0,
      unusedDays: 'often',
      serviceAccounts: ['', 'svc'],
      maxValidKeys: 3,
      later: true,
    }),
  ).toEqual({ ...DEFAULT_POLICY, maxAgeDays: null, maxValidKeys: 3 });
});

it('takes the limits of a benchmark over and leaves the others as they are', () => {
  const loose = { ...DEFAULT_POLICY, unusedDays: null, maxAgeDays: 400, maxValidKeys: 7 };
  const [aws, gcp] = BENCHMARKS;
  expect(meetsBenchmark(loose, aws as never)).toBe(false);
  expect(withBenchmark(loose, gcp as never)).toEqual({ ...loose, maxAgeDays: 90 });
  expect(withBenchmark(loose, aws as never)).toEqual({ ...loose, unusedDays: 45, maxAgeDays: 90 });
  expect(meetsBenchmark({ ...loose, unusedDays: 30, maxAgeDays: 60 }, aws as never)).toBe(true);
});
