import { formerExpiry } from '../../services/keys/formerExpiries.ts';
import { changeKeys, type PlannedKey } from '../changeKeys.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CHANGE_OPTIONS } from '../options.ts';
import { readList } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';
import { setExpiry } from '../setExpiry.ts';

/** Gives disabled keys the expiry that the activity journal of this computer has recorded. */
export const restore: Command = {
  options: CHANGE_OPTIONS,
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const connection = chooseConnection(context);
    const { keys } = await readList(context, connection.id);
    const selected = await selectKeys(context, keys);
    const entries = await context.services.activity.confirmedEntries(connection.id);
    const plan = selected.map((key): PlannedKey => {
      const former = formerExpiry(key, entries, context.now());
      return former.known
        ? { key, expirationDate: former.expirationDate, skipped: null }
        : { key, expirationDate: null, skipped: former.reason };
    });
    return changeKeys(context, {
      command: 'restore',
      connection,
      plan,
      alwaysConfirms: false,
      run: (included, stopped) => setExpiry(context, connection.id, included, stopped),
    });
  },
};
