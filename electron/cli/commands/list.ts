import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { FILTER_OPTIONS } from '../options.ts';
import { keyJson, keyTable } from '../output/keyOutput.ts';
import { readListOrCache } from '../readList.ts';
import { filterKeys } from '../selectKeys.ts';

/** Lists keys, from the cache while the installation cannot be reached. */
export const list: Command = {
  options: ['connection', 'password-stdin', ...FILTER_OPTIONS],
  operands: '',
  async run(context) {
    const connection = chooseConnection(context);
    const { keys, source, fetchedAt, accountStates } = await readListOrCache(context, connection.id);
    const shown = filterKeys(context, keys);
    if (context.isJson) {
      await context.printJson('list', {
        connection: { id: connection.id, name: nameOf(connection) },
        source,
        fetchedAt,
        accountStates,
        keys: shown.map((key) => keyJson(key, context.now())),
      });
    } else {
      await context.print(keyTable(context, shown));
    }
    return EXIT.done;
  },
};
