import { z } from 'zod';
import { FINDINGS, type Finding, type FindingKind } from './hygiene.ts';
import { instantSchema } from './instant.ts';
import { type AuthenticationKey, accountIdSchema } from './key.ts';

/** Maximum number of ignored findings of a connection, and maximum length of a reason. */
export const IGNORED_LIMITS = { findings: 500, reason: 500 } as const;

/** Findings about accounts: they are ignored for all keys of the account, also for those that it gets later. */
const OF_ACCOUNTS: ReadonlySet<FindingKind> = new Set(['archived', 'deactivated', 'noPermission', 'person', 'several']);

/** Whether a finding is ignored for accounts, and not for single keys. */
export function isOfAccounts(kind: FindingKind): boolean {
  return OF_ACCOUNTS.has(kind);
}

/** A finding about a key or account that is ignored, as somebody has decided. */
export const ignoredFindingSchema = z.object({
  id: z.string(),
  kind: z.enum(FINDINGS),
  /** Where: another installation has other accounts with the same ids. */
  installation: z.string(),
  /** Token of the key; `null`: all keys of the account. */
  token: z.string().nullable(),
  accountId: accountIdSchema,
  username: z.string(),
  fullName: z.string(),
  /** When and by whom: the account with which KeyDesk was signed in. */
  at: instantSchema,
  by: z.string(),
  reason: z.string(),
  /** Until when; `null`: until it is taken back. */
  until: instantSchema.nullable(),
});
/** A finding about a key or account that is ignored, as somebody has decided. */
export type IgnoredFinding = Readonly<z.infer<typeof ignoredFindingSchema>>;

/** Ignored findings in the settings file. An invalid one is dropped: its keys are found again. */
export const storedIgnoredSchema = z
  .array(ignoredFindingSchema.nullable().catch(null))
  .catch([])
  .transform((all): readonly IgnoredFinding[] => all.filter((one) => one !== null));

/** A key that is found and ignored. */
interface IgnoredKey {
  readonly key: AuthenticationKey;
  readonly decision: IgnoredFinding;
}

/** A finding without the keys for which it is ignored. */
export interface OpenFinding extends Finding {
  readonly ignored: readonly IgnoredKey[];
}

/** Returns the decisions that hold. @param now milliseconds since the epoch, UTC. */
export function inForce(decisions: readonly IgnoredFinding[], now: number): readonly IgnoredFinding[] {
  return decisions.filter(({ until }) => until === null || Date.parse(until) > now);
}

/** What a decision is about: no two decisions of a connection are about the same. */
export function subjectOf(decision: Pick<IgnoredFinding, 'kind' | 'token' | 'accountId'>): string {
  return JSON.stringify([decision.kind, decision.token ?? decision.accountId]);
}

/** Returns findings without the keys for which they are ignored. @param now milliseconds since the epoch, UTC. */
export function withoutIgnored(
  findings: readonly Finding[],
  decisions: readonly IgnoredFinding[],
  now: number,
): readonly OpenFinding[] {
  const known = new Map(inForce(decisions, now).map((decision) => [subjectOf(decision), decision]));
  return findings.map((finding) => {
    const { kind } = finding;
    const keys: AuthenticationKey[] = [];
    const ignored: IgnoredKey[] = [];
    for (const key of finding.keys) {
      const { token, accountId } = key;
      const decision = known.get(subjectOf({ kind, token: isOfAccounts(kind) ? null : token, accountId }));
      if (decision === undefined) {
        keys.push(key);
      } else {
        ignored.push({ key, decision });
      }
    }
    return { ...finding, keys, ignored };
  });
}
