import { z } from 'zod';
import { foldText } from '../foldText.ts';
import { type AuthenticationKey, accountIdSchema, type KeyId, keyStatus } from './key.ts';
import { expiriesOf } from './keyInstants.ts';
import type { AccountStates } from './keyList.ts';

/** Effect on one account of deleting or disabling keys. */
export const accountImpactSchema = z.object({
  accountId: accountIdSchema,
  fullName: z.string(),
  username: z.string(),
  /** Number of its keys that would be deleted. */
  deleted: z.int(),
  /** Number of usable keys left, as far as the state of the account is known. */
  validLeft: z.int(),
  /**
   * `noAccess`: it has no usable key even before the deletion. If the state of the account is unknown: `mayLoseAccess`
   * when all possibly usable keys go, `keepsKey` when one of them is left.
   */
  outcome: z.enum(['losesAccess', 'mayLoseAccess', 'keepsAccess', 'keepsKey', 'noAccess']),
});
/** Effect on one account of deleting or disabling keys. */
export type AccountImpact = Readonly<z.infer<typeof accountImpactSchema>>;

/** Maximum number of keys deleted without typed confirmation, provided that no account loses access. */
export const MAX_UNCONFIRMED = 5;

/**
 * Groups the keys to delete by account and determines what each account loses. Accounts that lose access come first.
 * @param keys all keys of the installation.
 * @param deletedIds ids of the keys to delete.
 * @param now milliseconds since the epoch, UTC.
 * @param accountStates source of the account states in `keys`. Only `current` is relied on.
 */
export function deletionImpact(
  keys: readonly AuthenticationKey[],
  deletedIds: ReadonlySet<KeyId>,
  now: number,
  accountStates: AccountStates,
): readonly AccountImpact[] {
  const accounts = new Map<
    string,
    { first: AuthenticationKey; deleted: number; validBefore: number; validLeft: number }
  >();
  const touched = new Set(keys.filter(({ id }) => deletedIds.has(id)).map(({ accountId }) => accountId));
  const expiries = expiriesOf(keys);
  const isKnown = accountStates === 'current';
  for (const [place, key] of keys.entries()) {
    if (!touched.has(key.accountId)) {
      continue;
    }
    const account = accounts.get(key.accountId) ?? { first: key, deleted: 0, validBefore: 0, validLeft: 0 };
    const { kind } = keyStatus(key, now, expiries[place]);
    const isDeleted = deletedIds.has(key.id);
    // An archived or deactivated account may be put back into use.
    if (kind === 'valid' || kind === 'expiring' || (kind === 'accountProblem' && !isKnown)) {
      account.validBefore += 1;
      account.validLeft += isDeleted ? 0 : 1;
    }
    account.deleted += isDeleted ? 1 : 0;
    accounts.set(key.accountId, account);
  }
  const order = { losesAccess: 0, mayLoseAccess: 0, keepsAccess: 1, keepsKey: 1, noAccess: 2 };
  const lost = isKnown ? 'losesAccess' : 'mayLoseAccess';
  const retained = isKnown ? 'keepsAccess' : 'keepsKey';
  return [...accounts.values()]
    .map(({ first, deleted, validBefore, validLeft }): AccountImpact => {
      const outcome = validLeft > 0 ? retained : validBefore > 0 ? lost : 'noAccess';
      const { accountId, fullName, username } = first;
      return { accountId, fullName, username, deleted, validLeft, outcome };
    })
    .sort((left, right) => order[left.outcome] - order[right.outcome] || left.fullName.localeCompare(right.fullName));
}

/** Number of accounts that lose access to the API, or may lose it. */
export function losingAccounts(impacts: readonly AccountImpact[]): number {
  return impacts.filter(({ outcome }) => outcome === 'losesAccess' || outcome === 'mayLoseAccess').length;
}

/**
 * What the user has to type before keys are deleted: the user name for a single key, the number for several.
 * @param impacts result of {@link deletionImpact}.
 */
export function confirmationOf(
  impacts: readonly AccountImpact[],
  total: number,
): { readonly kind: 'name' | 'count'; readonly text: string } {
  const username = impacts[0]?.username ?? '';
  // A name of characters that no keyboard has could not be typed, and invisible ones need not be.
  return total === 1 && TYPABLE.test(username) && foldText(username) !== ''
    ? { kind: 'name', text: username }
    : { kind: 'count', text: String(total) };
}

const TYPABLE =
  /^[\p{Letter}\p{Mark}\p{Number}\p{Punctuation}\p{Symbol}]+(?: [\p{Letter}\p{Mark}\p{Number}\p{Punctuation}\p{Symbol}]+)*$/u;

/** Whether the typed text is the requested one: a name in any letter case, a number with any digit grouping. */
export function isConfirmedBy(typed: string, { kind, text }: ReturnType<typeof confirmationOf>): boolean {
  // Text copied from the label includes direction marks.
  const plain = typed.replaceAll(/\p{Format}/gu, '').trim();
  return kind === 'count' ? plain.replaceAll(/[\s.,’']/g, '') === text : foldText(plain) === foldText(text);
}
