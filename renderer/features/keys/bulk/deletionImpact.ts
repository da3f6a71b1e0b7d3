import { type AuthenticationKey, keyStatus } from '../../../../shared/model/key.ts';
import { expiriesOf } from '../../../../shared/model/keyInstants.ts';
import type { AccountStates } from '../../../../shared/model/keyList.ts';
import { foldText } from '../../../i18n/foldText.ts';

/** What the deletion, or the end, of some keys means for one account. */
export interface AccountImpact {
  readonly accountId: string;
  readonly fullName: string;
  readonly username: string;
  /** How many of its keys would be deleted. */
  readonly deleted: number;
  /** How many keys with which it can use the API would be left, as far as its state is known. */
  readonly validLeft: number;
  /**
   * `noAccess`: none of its keys lets it use the API even before the deletion. Where the state of the account is not known,
   * `mayLoseAccess`: the keys that would let it in all go; `keepsKey`: one of them is left.
   */
  readonly outcome: 'losesAccess' | 'mayLoseAccess' | 'keepsAccess' | 'keepsKey' | 'noAccess';
}

/** Most keys that are deleted without anything being typed, where no account loses its access. */
export const MOST_UNTYPED = 5;

/**
 * Groups the keys to delete by account and tells what each account loses. Accounts that lose their access come first.
 * @param keys every key of the installation.
 * @param deletedIds identifiers of the keys to delete.
 * @param now milliseconds since the epoch, UTC.
 * @param accountStates where what the keys say about their accounts comes from. Nothing but `current` counts.
 */
export function deletionImpact(
  keys: readonly AuthenticationKey[],
  deletedIds: ReadonlySet<string>,
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
    // An account that was disabled some time ago may be in use again.
    if (kind === 'valid' || kind === 'expiring' || (kind === 'accountProblem' && !isKnown)) {
      account.validBefore += 1;
      account.validLeft += isDeleted ? 0 : 1;
    }
    account.deleted += isDeleted ? 1 : 0;
    accounts.set(key.accountId, account);
  }
  const order = { losesAccess: 0, mayLoseAccess: 0, keepsAccess: 1, keepsKey: 1, noAccess: 2 };
  const lost = isKnown ? 'losesAccess' : 'mayLoseAccess';
  const kept = isKnown ? 'keepsAccess' : 'keepsKey';
  return [...accounts.values()]
    .map(({ first, deleted, validBefore, validLeft }): AccountImpact => {
      const outcome = validLeft > 0 ? kept : validBefore > 0 ? lost : 'noAccess';
      const { accountId, fullName, username } = first;
      return { accountId, fullName, username, deleted, validLeft, outcome };
    })
    .sort((left, right) => order[left.outcome] - order[right.outcome] || left.fullName.localeCompare(right.fullName));
}

/** How many accounts lose their access to the API, or may lose it. */
export function losingAccounts(impacts: readonly AccountImpact[]): number {
  return impacts.filter(({ outcome }) => outcome === 'losesAccess' || outcome === 'mayLoseAccess').length;
}

/**
 * What has to be typed before keys are deleted: whose key it is for a single one, for several how many, in digits.
 * @param impacts what {@link deletionImpact} gave for the keys.
 */
export function confirmationOf(
  impacts: readonly AccountImpact[],
  total: number,
): { readonly kind: 'name' | 'count'; readonly text: string } {
  const username = impacts[0]?.username ?? '';
  // A name of signs that no keyboard has could not be typed.
  return total === 1 && TYPABLE.test(username)
    ? { kind: 'name', text: username }
    : { kind: 'count', text: String(total) };
}

const TYPABLE =
  /^[\p{Letter}\p{Mark}\p{Number}\p{Punctuation}\p{Symbol}]+(?: [\p{Letter}\p{Mark}\p{Number}\p{Punctuation}\p{Symbol}]+)*$/u;

/** Whether somebody has typed what was asked for: a name in any letter case, a number however its digits are grouped. */
export function isConfirmedBy(typed: string, { kind, text }: ReturnType<typeof confirmationOf>): boolean {
  // Pasted from the label it comes with the marks that keep its direction.
  const plain = typed.replaceAll(/\p{Format}/gu, '').trim();
  return kind === 'count' ? plain.replaceAll(/[\s.,’']/g, '') === text : foldText(plain) === foldText(text);
}
