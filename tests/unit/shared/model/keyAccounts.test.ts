import { expect, it } from 'vitest';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { accountsOf } from '../../../../shared/model/keyAccounts.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { ChangingList } from '../../renderer/features/keys/changingList.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const factsOf = ({ accountId, username, fullName, systemRoles, accountProblem }: AuthenticationKey) => ({
  accountId,
  username,
  fullName,
  systemRoles,
  accountProblem,
});

it('has what every key says about its account, each account once and in the order of the list, after any change', () => {
  const random = seeded();
  // Two connections that are looked at in turn.
  const lists = [new ChangingList(random, 40), new ChangingList(random, 25)];
  for (let round = 0; round < amount({ sample: 200, full: 2_000 }); round += 1) {
    const list = random.pick(lists);
    list.change();
    const { accounts, indexes } = accountsOf(list.keys);
    expect(Array.from(indexes, (index) => accounts[index]).map((one) => factsOf(one as AuthenticationKey))).toEqual(
      list.keys.map(factsOf),
    );
    expect(new Set(accounts.map((one) => JSON.stringify(factsOf(one as AuthenticationKey)))).size).toBe(
      accounts.length,
    );
    expect([...new Set(indexes)]).toEqual([...accounts.keys()]);
  }
});

it('tells keys of one account apart that contradict each other', () => {
  const keys = [
    sampleKey(),
    sampleKey({ systemRoles: ['Auditor'] }),
    sampleKey({ accountProblem: 'archived' }),
    sampleKey({ systemRoles: ['API integrations'] }),
  ];
  expect([...accountsOf(keys).indexes]).toEqual([0, 1, 2, 0]);
});
