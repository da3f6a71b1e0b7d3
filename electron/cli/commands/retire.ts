import { changeKeys, type PlannedKey } from '../changeKeys.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CHANGE_OPTIONS } from '../options.ts';
import { readList } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';

/** Disables keys: they expire now. An expired key would get a later expiry, so it is left as it is. */
export const retire: Command = {
  options: CHANGE_OPTIONS,
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const connection = chooseConnection(context);
    const { keys } = await readList(context, connection.id);
    const now = context.now();
    const expirationDate = new Date(now).toISOString();
    const plan = (await selectKeys(context, keys)).map(
      (key): PlannedKey =>
        Date.parse(key.expirationDate) > now
          ? { key, expirationDate, skipped: null }
          : { key, expirationDate: null, skipped: 'expired' },
    );
    return changeKeys(context, {
      command: 'retire',
      connection,
      plan,
      alwaysConfirms: false,
      run: async (included, stopped) => {
        const chosen = included.map(({ key: { id, token, version } }) => ({ id, token, version }));
        const { disabledBatches } = context.services;
        return (await disabledBatches.disable(connection.id, chosen, 'commandLine', undefined, stopped)).report;
      },
    });
  },
};
