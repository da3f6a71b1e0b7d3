import { foldText } from '../../../shared/foldText.ts';
import type { KnownNames } from '../../../shared/model/incident.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';

/** Returns the user names and system roles in the lists of connections on this computer. Never rejects. */
export async function knownNames(
  lists: Pick<KeyListSync, 'known'>,
  connectionIds: readonly string[],
): Promise<KnownNames> {
  // Few accounts have many keys: each name is folded once only.
  const accounts = new Map<string, string>();
  const roles = new Map<string, string>();
  for (const id of connectionIds) {
    const { state } = await lists.known(id).catch(() => ({ state: null }));
    for (const { username, fullName, systemRoles } of state?.items ?? []) {
      accounts.set(username, fullName);
      for (const role of systemRoles) {
        roles.set(role, '');
      }
    }
  }
  return { accounts: inOrder(accounts), roles: inOrder(roles) };
}

function inOrder(details: ReadonlyMap<string, string>): KnownNames['accounts'] {
  const byFolded = new Map([...details].map(([name, detail]) => [foldText(name), { name, detail }]));
  const { compare } = new Intl.Collator();
  return [...byFolded.values()].filter(({ name }) => name !== '').sort((one, other) => compare(one.name, other.name));
}
