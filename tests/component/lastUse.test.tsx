import { expect, test } from 'vitest';
import { keptReading, loggedUse } from '../fakes/keptReading.ts';
import { openKeys } from './openWindow.tsx';

/** Opens the properties of the first key over a reading of logs that names its account with `lastCall`, or not at all. */
async function openProperties(lastCall: string | null) {
  const { keys } = await openKeys({
    prepare: (memory) => {
      const username = [...memory.adminApi.keys.values()].map((key) => key.username);
      const accounts =
        lastCall === null ? [] : username.map((name) => loggedUse({ username: name.toUpperCase(), lastCall }));
      memory.lastUseStore.readings.set('sample', keptReading({ timeZone: 'UTC', accounts }));
    },
  });
  await keys.rowAt(1).dblClick();
  return keys.properties;
}

test('the properties of a key say when the logs last name its account', async () => {
  const properties = await openProperties('2026-11-20T10:00:00.000');
  await expect
    .element(properties)
    .toMatchTextContent(
      /Account last seen in the logs of the platform: 20 Nov 2026 .* The logs name the account, not the key\./,
    );
});

test('the properties of a key say that the logs contain no call of its account', async () => {
  const properties = await openProperties(null);
  await expect
    .element(properties)
    .toMatchTextContent(/The logs of the platform from .* to .* contain no call of this account\./);
});
