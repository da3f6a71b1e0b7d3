import { z } from 'zod';

/** Limits of the values of a policy. */
export const POLICY_LIMITS = { days: 3650, keys: 100, patterns: 50, pattern: 100 } as const;

const days = z.int().min(1).max(POLICY_LIMITS.days).nullable();

const policyFields = {
  /** Since when an expired key is left over, in days; `null`, here as below, turns the finding off. */
  expiredDays: days,
  /** Maximum number of days from creation to expiry. */
  maxLifetimeDays: days,
  /** Maximum age of a valid key in days. */
  maxAgeDays: days,
  /** Number of days without use after which a valid key is not needed. */
  unusedDays: days,
  /** Maximum number of valid keys of an account. */
  maxValidKeys: z.int().min(1).max(POLICY_LIMITS.keys).nullable(),
  /** Number of days after which a key that KeyDesk has disabled can be deleted. */
  disabledDays: days,
  /** Patterns of the user names of service accounts, with `*` for any characters; all others are persons. None: not checked. */
  serviceAccounts: z.array(z.string().trim().min(1).max(POLICY_LIMITS.pattern)).max(POLICY_LIMITS.patterns).readonly(),
};

/** What "Clean up" looks for on a connection. */
export const hygienePolicySchema = z.strictObject(policyFields);
/** What "Clean up" looks for on a connection. */
export type HygienePolicy = Readonly<z.infer<typeof hygienePolicySchema>>;

/** The policy of a connection until the user changes it; docs/clean-up.md names where the values come from. */
export const DEFAULT_POLICY: HygienePolicy = {
  expiredDays: 90,
  maxLifetimeDays: 365,
  maxAgeDays: 90,
  unusedDays: 45,
  maxValidKeys: 1,
  disabledDays: 30,
  serviceAccounts: ['svc.*', 'svc-*', 'svc_*'],
};

/** A policy in the settings file: a field that is missing or invalid has its default, and an unknown one is dropped. */
export const storedPolicySchema = z.object({
  expiredDays: policyFields.expiredDays.catch(DEFAULT_POLICY.expiredDays),
  maxLifetimeDays: policyFields.maxLifetimeDays.catch(DEFAULT_POLICY.maxLifetimeDays),
  maxAgeDays: policyFields.maxAgeDays.catch(DEFAULT_POLICY.maxAgeDays),
  unusedDays: policyFields.unusedDays.catch(DEFAULT_POLICY.unusedDays),
  maxValidKeys: policyFields.maxValidKeys.catch(DEFAULT_POLICY.maxValidKeys),
  disabledDays: policyFields.disabledDays.catch(DEFAULT_POLICY.disabledDays),
  serviceAccounts: policyFields.serviceAccounts.catch(DEFAULT_POLICY.serviceAccounts),
});

/** One recommendation of a benchmark, as a limit of the policy. */
interface Recommendation {
  readonly field: 'maxAgeDays' | 'unusedDays';
  readonly days: number;
  /** Number of the recommendation. */
  readonly number: string;
}

/** A published benchmark with those recommendations about keys of which KeyDesk can judge. */
export interface Benchmark {
  readonly id: 'cisAws' | 'cisGcp';
  /** Title and version, as published. */
  readonly title: string;
  readonly shortTitle: string;
  readonly recommendations: readonly Recommendation[];
}

/** The benchmarks whose limits the policy can take over; sources in docs/clean-up.md. */
export const BENCHMARKS: readonly Benchmark[] = [
  {
    id: 'cisAws',
    title: 'CIS Amazon Web Services Foundations Benchmark 7.0.0',
    shortTitle: 'CIS AWS Foundations 7.0.0',
    recommendations: [
      { field: 'unusedDays', days: 45, number: '2.11' },
      { field: 'maxAgeDays', days: 90, number: '2.12' },
    ],
  },
  {
    id: 'cisGcp',
    title: 'CIS Google Cloud Platform Foundation Benchmark 4.0.0',
    shortTitle: 'CIS GCP Foundation 4.0.0',
    recommendations: [{ field: 'maxAgeDays', days: 90, number: '1.15' }],
  },
];

/** Returns a policy with the limits of a benchmark; what the benchmark does not name stays as it is. */
export function withBenchmark(policy: HygienePolicy, { recommendations }: Benchmark): HygienePolicy {
  return { ...policy, ...Object.fromEntries(recommendations.map(({ field, days: limit }) => [field, limit])) };
}

/** Whether a policy is at least as strict as a benchmark. */
export function meetsBenchmark(policy: HygienePolicy, { recommendations }: Benchmark): boolean {
  return recommendations.every(({ field, days: limit }) => (policy[field] ?? Number.POSITIVE_INFINITY) <= limit);
}
