import { expect, it } from 'vitest';
import { noteText } from '../../../../../renderer/features/keys/notes/noteText.ts';
import { matchQuery } from '../../../../../renderer/features/keys/search/query/matchQuery.ts';
import { parseQuery } from '../../../../../renderer/features/keys/search/query/parseQuery.ts';
import type { QueryTerm } from '../../../../../renderer/features/keys/search/query/queryTypes.ts';
import { searchColumns } from '../../../../../renderer/features/keys/search/query/searchColumns.ts';
import {
  countByFilter,
  type ListedKey,
  listKeys,
  shownKeys,
} from '../../../../../renderer/features/keys/table/listedKeys.ts';
import { orderKeys } from '../../../../../renderer/features/keys/table/orderKeys.ts';
import { foldText } from '../../../../../shared/foldText.ts';
import { findExpiring } from '../../../../../shared/model/expiringKeys.ts';
import { type AuthenticationKey, keyStatus } from '../../../../../shared/model/key.ts';
import type { KeyNotes } from '../../../../../shared/model/keyNote.ts';
import { KEY_TABLE_COLUMNS, type KeyTableColumn } from '../../../../../shared/model/keyView.ts';
import type { AccountUse } from '../../../../../shared/model/lastUse.ts';
import type { Rotation } from '../../../../../shared/model/rotation.ts';
import { amount, seeded } from '../../../../harness/amount.ts';
import { ChangingList } from './changingList.ts';
import { inDays, NOW } from './sampleKey.ts';

const ROUNDS = amount({ sample: 60, full: 600 });
const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });
const SEVERITY = ['expired', 'accountProblem', 'expiring', 'valid'];

/** Last calls of some of the accounts. */
const findUse = (username: string) =>
  username === 'user.1' || username === 'user.2'
    ? ({ lastCallAt: inDays(-Number(username.at(-1))) } as unknown as AccountUse)
    : null;

/** The order by calling a comparison, which is what {@link orderKeys} stands for. */
function plainOrder(
  keys: readonly AuthenticationKey[],
  column: KeyTableColumn,
  isDescending: boolean,
  notes: KeyNotes,
): readonly AuthenticationKey[] {
  const known = (instant: string | null | undefined): number => (instant ? Date.parse(instant) : -1e16);
  const compare: Record<KeyTableColumn, (left: AuthenticationKey, right: AuthenticationKey) => number> = {
    userName: (left, right) =>
      collator.compare(`${left.fullName}\n${left.username}`, `${right.fullName}\n${right.username}`),
    token: (left, right) => (left.token < right.token ? -1 : left.token > right.token ? 1 : 0),
    created: (left, right) => Date.parse(left.creationDate) - Date.parse(right.creationDate),
    expires: (left, right) => Date.parse(left.expirationDate) - Date.parse(right.expirationDate),
    lastUsed: (left, right) => known(left.lastUsedDate) - known(right.lastUsedDate),
    accountSeen: (left, right) =>
      known(findUse(left.username)?.lastCallAt) - known(findUse(right.username)?.lastCallAt),
    status: (left, right) =>
      SEVERITY.indexOf(keyStatus(left, NOW).kind) - SEVERITY.indexOf(keyStatus(right, NOW).kind) ||
      Date.parse(left.expirationDate) - Date.parse(right.expirationDate),
    notes: (left, right) =>
      Number(!notes.has(left.token)) - Number(!notes.has(right.token)) ||
      collator.compare(noteText(notes.get(left.token)), noteText(notes.get(right.token))),
  };
  return keys.toSorted((left, right) => (isDescending ? -1 : 1) * compare[column](left, right));
}

/** Whether a key fulfils a term, looked up in the key itself. */
function fulfils(
  key: AuthenticationKey,
  { condition, isNegated }: QueryTerm,
  { notes, rotating, unreplaced }: { notes: KeyNotes; rotating: ReadonlyMap<string, Rotation>; unreplaced: Uint8Array },
  place: number,
): boolean {
  const note = notes.get(key.token);
  const has = (texts: readonly string[], text: string) => texts.some((one) => foldText(one).includes(text));
  const isFulfilled = (): boolean => {
    switch (condition.field) {
      case 'text':
        return has(
          [
            key.fullName,
            key.username,
            key.token,
            ...(note ? [note.owner, note.purpose, note.ticket, ...note.tags] : []),
          ],
          condition.text,
        );
      case 'role':
        return has(key.systemRoles, condition.text);
      case 'token':
        return has([key.token], condition.text);
      case 'tag':
        return has(note?.tags ?? [], condition.text);
      case 'owner':
      case 'purpose':
      case 'ticket':
        return has(note ? [note[condition.field]] : [], condition.text);
      case 'account':
        return (
          foldText(key.accountId) === condition.text ||
          condition.words.every((word) => has([key.fullName, key.username], word))
        );
      case 'status': {
        const status = keyStatus(key, NOW);
        const name = status.kind === 'accountProblem' ? status.problem.toLowerCase() : status.kind;
        return (
          (condition.statuses as readonly string[]).includes(name) ||
          (condition.statuses.includes('rotating') && rotating.has(key.token)) ||
          (condition.statuses.includes('unreplaced') && unreplaced[place] === 1)
        );
      }
      case 'used':
        // The only test of an instant in these searches.
        return condition.test.kind === 'never' && key.lastUsedDate === null;
      default:
        throw new Error(`${condition.field} is not searched for here`);
    }
  };
  return isFulfilled() !== isNegated;
}

const SEARCHES = [
  'анна',
  'елкина -user.1',
  'андрей',
  'и\u0306 цои\u0306',
  'ЁЖ',
  '40572d4',
  'a',
  '0a',
  'ä',
  '-ночь',
  'invoices',
  '"every night" user',
  'tag:ночь',
  '-owner:анна tag:c',
  'ticket:sd-1 -purpose:night',
  'role:audit -0',
  '-role:админ',
  'account:"анна user.0"',
  'account:account.3',
  '-account:account.3 status:valid,expired',
  'token:40572D',
  '-token:0 -token:a',
  'status:unreplaced,archived',
  '-status:rotating used:never',
  'status:deactivated,nopermission,expiring',
  'user.1 user.2',
  '',
];

it('gives the order of a plain sort by every column, in both directions, after any change of the list', () => {
  const list = new ChangingList(seeded(), 40);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { keys } = list;
    const notes = list.notes();
    for (const column of KEY_TABLE_COLUMNS) {
      for (const isDescending of [false, true]) {
        const order = orderKeys(keys, { column, isDescending }, { now: NOW, notes, findUse });
        const name = `${column} ${isDescending}, round ${round}`;
        expect(
          Array.from(order, (place) => keys[place]),
          name,
        ).toEqual(plainOrder(keys, column, isDescending, notes));
      }
    }
    list.change();
  }
});

it('finds what a plain filter finds, in the given order, after any change of the list', () => {
  const random = seeded();
  const list = new ChangingList(random, 40);
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { keys } = list;
    const notes = list.notes();
    const rotating = new Map(
      keys.filter(() => random.next() < 0.1).map(({ token }) => [token, {} as Rotation] as const),
    );
    const columns = searchColumns(keys, notes);
    const listed = listKeys(keys, NOW, notes, rotating);
    const order = orderKeys(keys, { column: 'userName', isDescending: true }, { now: NOW });
    const { isUnreplaced } = findExpiring(keys, NOW, rotating);
    for (const search of SEARCHES) {
      const query = parseQuery(search);
      const expected = [...order].filter((place) => {
        const key = keys[place];
        return (
          key !== undefined &&
          query.terms.every((term) => fulfils(key, term, { notes, rotating, unreplaced: isUnreplaced }, place))
        );
      });
      expect([...matchQuery(query, listed, columns, order, NOW)], `${search}, round ${round}`).toEqual(expected);
      found += expected.length;
    }
    list.change();
  }
  expect(found).toBeGreaterThan(0);
});

it('counts and shows the status of each key, and keeps what a row shows until it changes', () => {
  const random = seeded();
  const list = new ChangingList(random, 40);
  const before = new Map<AuthenticationKey, ListedKey | undefined>();
  let kept = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { keys } = list;
    const notes = list.notes();
    const now = NOW + random.below(3) * 1_000;
    const listed = listKeys(keys, now, notes);
    const counts: Record<string, number> = { all: keys.length, expired: 0, accountProblem: 0, expiring: 0, valid: 0 };
    for (const key of keys) {
      const { kind } = keyStatus(key, now);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const { unreplaced } = findExpiring(keys, now, new Map());
    expect(countByFilter(listed)).toEqual({ ...counts, unreplaced, rotating: 0 });
    const places = Uint32Array.from(keys.keys()).reverse();
    const shown = shownKeys(listed, places);
    expect(shown.length).toBe(keys.length);
    expect([shown.at(-1), shown.at(keys.length), shown.keyAt(-2)]).toEqual([undefined, undefined, undefined]);
    for (const [row, place] of places.entries()) {
      const key = keys[place] as AuthenticationKey;
      const expected = { key, status: keyStatus(key, now), note: notes.get(key.token), rotation: undefined };
      const at = shown.at(row);
      expect(at).toEqual(expected);
      const known = before.get(key);
      if (known?.note === at?.note && JSON.stringify(known?.status) === JSON.stringify(at?.status)) {
        expect(at).toBe(known);
        kept += 1;
      }
      before.set(key, at);
    }
    list.change();
  }
  expect(kept).toBeGreaterThan(0);
});
