import { findExpiring } from '../../shared/model/expiringKeys.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { accountsOf } from '../../shared/model/keyAccounts.ts';
import { creationsOf, expiriesOf } from '../../shared/model/keyInstants.ts';

type Keys = readonly AuthenticationKey[];

/** What becomes of a key: the same object, a changed one, or `null` if it is gone. */
export type ChangeKey = (key: AuthenticationKey) => AuthenticationKey | null;

/** Keys handled at a time: a few milliseconds of work. */
const KEYS_PER_STEP = 10_000;

/** What the window works out of every list it shows, each in a task of its own. All of it is remembered with the list. */
const DERIVATIONS: readonly ((keys: Keys) => unknown)[] = [
  expiriesOf,
  creationsOf,
  accountsOf,
  (keys) => findExpiring(keys, Date.now(), new Map()),
];

/** Changes the keys of a list. The same array if none of them changes. */
export function changeKeys(keys: Keys, change: ChangeKey): Keys {
  const changed: AuthenticationKey[] = [];
  let isSame = true;
  for (const key of keys) {
    const next = change(key);
    isSame &&= next === key;
    if (next !== null) {
      changed.push(next);
    }
  }
  return isSame ? keys : changed;
}

/**
 * As {@link changeKeys}, in small steps with pauses for input and frames. What the window needs of the changed list before it
 * can show it is worked out in them too.
 */
export async function changeInSteps(keys: Keys, change: ChangeKey): Promise<Keys> {
  const parts: Keys[] = [];
  let isSame = true;
  for (let start = 0; start < keys.length; start += KEYS_PER_STEP) {
    await nextTask();
    const part = keys.slice(start, start + KEYS_PER_STEP);
    const changed = changeKeys(part, change);
    isSame &&= changed === part;
    parts.push(changed);
  }
  if (isSame) {
    return keys;
  }
  const all = parts.flat();
  for (const derive of DERIVATIONS) {
    await nextTask();
    derive(all);
  }
  return all;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
