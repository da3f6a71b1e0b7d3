import { type HygienePolicy, hygienePolicySchema, POLICY_LIMITS } from '../../../shared/model/hygienePolicy.ts';

/** The limits of a policy in the order of the form. */
export const POLICY_FIELDS = [
  'unusedDays',
  'maxAgeDays',
  'maxLifetimeDays',
  'maxValidKeys',
  'expiredDays',
  'disabledDays',
] as const satisfies (keyof HygienePolicy)[];
type PolicyField = (typeof POLICY_FIELDS)[number];

/** What the user has entered; an empty limit turns its finding off. */
export interface PolicyForm {
  readonly limits: Readonly<Record<PolicyField, string>>;
  /** One pattern per line. */
  readonly serviceAccounts: string;
}

/** Returns the form of a policy. */
export function formOf(policy: HygienePolicy): PolicyForm {
  const limits = Object.fromEntries(POLICY_FIELDS.map((field) => [field, String(policy[field] ?? '')]));
  return { limits: limits as PolicyForm['limits'], serviceAccounts: policy.serviceAccounts.join('\n') };
}

/** Returns the largest value of a limit; the smallest is 1. */
export function largestOf(field: PolicyField): number {
  return field === 'maxValidKeys' ? POLICY_LIMITS.keys : POLICY_LIMITS.days;
}

/** Whether a limit is neither empty nor a whole number in its range. */
export function isWrong(field: PolicyField, text: string): boolean {
  const value = numberOf(text);
  return value !== null && !(value >= 1 && value <= largestOf(field));
}

/** Returns the patterns of the form; `null` if there are too many or one is too long. */
export function patternsOf({ serviceAccounts }: PolicyForm): readonly string[] | null {
  const lines = serviceAccounts.split('\n').map((line) => line.trim());
  const result = hygienePolicySchema.shape.serviceAccounts.safeParse(lines.filter((line) => line !== ''));
  return result.success ? result.data : null;
}

/** Returns the policy of a form; `null` if a value is invalid. */
export function policyOf(form: PolicyForm): HygienePolicy | null {
  const result = hygienePolicySchema.safeParse({
    ...Object.fromEntries(POLICY_FIELDS.map((field) => [field, numberOf(form.limits[field])])),
    serviceAccounts: patternsOf(form),
  });
  return result.success ? result.data : null;
}

/** `null` for an empty text; NaN for one that is no whole number. */
function numberOf(text: string): number | null {
  const digits = text.trim();
  if (digits === '') {
    return null;
  }
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
}
