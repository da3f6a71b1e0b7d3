import type { Finding } from '../../../shared/model/doctor.ts';

/** What stands for a secret; its length says nothing about the secret. */
const MASK = '••••••••';

/** Returns a function that masks secrets in texts. */
export function maskWith(secrets: readonly string[]): (text: string) => string {
  // The longest first, since one may be a part of another.
  const longestFirst = secrets.filter((secret) => secret !== '').toSorted((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** Masks secrets in everything that a finding quotes. */
export function maskFinding(finding: Finding, mask: (text: string) => string): Finding {
  const maskValue = (value: string | number) => (typeof value === 'string' ? mask(value) : value);
  const facts = Object.entries(finding.facts).map(([name, value]) => [name, maskValue(value)] as const);
  return {
    ...finding,
    found: finding.found === null ? null : mask(finding.found),
    expected: finding.expected === null ? null : mask(finding.expected),
    facts: Object.fromEntries(facts),
  };
}
