import { API_INTEGRATIONS, SYSTEM_ADMINISTRATORS } from '../../electron/platform/sample/roles.ts';
import {
  type AccountDefinition,
  ADMINISTRATOR,
  type KeyDefinition,
  SAMPLE_ACCOUNTS,
} from '../../electron/platform/sample/sampleAccounts.ts';
import type { ApiKey } from '../../electron/ports.ts';
import { sha256 } from '../../electron/services/sha256.ts';
import type { EligibleAccount } from '../../shared/model/key.ts';
import type { MemoryAdminApi } from '../fakes/memoryAdminApi.ts';

const DAY_MINUTES = 24 * 60;
/** Roles whose members may not use the API, in the sample data. */
const ROLES_WITHOUT_API: readonly string[] = ['Security administrators', 'System architects'];
/** The generated keys, one after the other: how many days each is still good for. */
const DAYS_LEFT = [-40, 5, 20, 90, 200, 400];

/** Midnight of a day counted from today, as ISO 8601 in UTC. */
function dayFromNow(days: number, minutes = 0): string {
  const today = new Date();
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, 0, minutes).toISOString();
}

function problemOf({ isArchived, isDeactivated, roles }: AccountDefinition): EligibleAccount['problem'] {
  if (isArchived) {
    return 'archived';
  }
  if (isDeactivated) {
    return 'deactivated';
  }
  return roles.every((role) => ROLES_WITHOUT_API.includes(role)) ? 'noPermission' : null;
}

function generated(index: number): AccountDefinition & { readonly keys: readonly KeyDefinition[] } {
  const expiresInDays = DAYS_LEFT[index % DAYS_LEFT.length] ?? 0;
  return {
    username: `user.${String(index).padStart(5, '0')}`,
    fullName: `Generated User ${index}`,
    roles: [API_INTEGRATIONS],
    kind: 'service',
    keys: [
      { createdDaysAgo: 100 + (index % 300), expiresInDays, ...(index % 4 === 0 ? {} : { usedMinutesAgo: index }) },
    ],
  };
}

/**
 * Puts the people and keys of the sample platform into an installation in memory, counted from today, and generated
 * ones after them until there are so many keys. Nothing depends on chance.
 */
export function fillInstallation(api: MemoryAdminApi, count = 0): void {
  const people: AccountDefinition[] = [ADMINISTRATOR, ...SAMPLE_ACCOUNTS];
  for (let known = people.flatMap(({ keys = [] }) => keys).length; known < count; known++) {
    people.push(generated(people.length));
  }
  api.keys.clear();
  api.accounts = people.map((person, index) => ({
    id: `account.${index + 1}`,
    username: person.username,
    fullName: person.fullName,
    systemRoles: [...person.roles],
    problem: person.roles.includes(SYSTEM_ADMINISTRATORS) ? null : problemOf(person),
  }));
  for (const [index, { username, fullName, keys = [] }] of people.entries()) {
    for (const key of keys) {
      const made = keyOf(`authkey.${api.keys.size + 1}`, key);
      api.keys.set(made.id, { ...made, accountId: `account.${index + 1}`, username, fullName });
    }
  }
}

function keyOf(id: string, key: KeyDefinition): Omit<ApiKey, 'accountId' | 'username' | 'fullName'> {
  const { createdDaysAgo, expiresInDays, usedMinutesAgo } = key;
  // Spread over a working day, so that no two keys look alike.
  const creationDate = dayFromNow(-createdDaysAgo, 8 * 60 + ((createdDaysAgo * 37) % (DAY_MINUTES / 3)));
  const lastUsed = usedMinutesAgo === undefined ? null : new Date(Date.now() - usedMinutesAgo * 60_000).toISOString();
  return {
    id,
    token: sha256(id).slice(0, 32),
    creationDate,
    expirationDate: dayFromNow(expiresInDays),
    lastUsedDate: lastUsed,
    version: 1,
  };
}

/** The names of an account. */
export interface AccountName {
  readonly username: string;
  readonly fullName: string;
}

/** Gives the first generated accounts other names. */
export function renameGenerated(api: MemoryAdminApi, names: readonly AccountName[]): void {
  const renamed = new Map<string, AccountName>();
  for (const { id } of api.accounts.filter(({ username }) => username.startsWith('user.')).slice(0, names.length)) {
    renamed.set(id, names[renamed.size] as AccountName);
  }
  api.accounts = api.accounts.map((account) => ({ ...account, ...renamed.get(account.id) }));
  for (const [id, key] of api.keys) {
    api.keys.set(id, { ...key, ...renamed.get(key.accountId) });
  }
}
