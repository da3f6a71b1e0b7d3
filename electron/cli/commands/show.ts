import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitCodes.ts';
import { keyFacts, keyJson } from '../output/keyOutput.ts';
import { readListOrCache } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';

/** Shows everything about keys; the secret of one key only if asked for. */
export const show: Command = {
  options: ['connection', 'password-stdin', 'secret-to-stdout'],
  operands: 'KEY…',
  async run(context) {
    const connection = chooseConnection(context);
    const { keys, source, fetchedAt } = await readListOrCache(context, connection.id);
    const shown = await selectKeys(context, keys);
    const [key] = shown;
    let secretKey: string | null = null;
    if (context.options['secret-to-stdout'] === true) {
      if (key === undefined || shown.length > 1) {
        throw new CommandError('secretOfMany');
      }
      secretKey = await context.services.recorded.readSecret(connection.id, key);
    }
    if (context.isJson) {
      await context.printJson('show', {
        connection: { id: connection.id, name: nameOf(connection) },
        source,
        fetchedAt,
        keys: shown.map((one) => keyJson(one, context.now())),
        ...(secretKey === null ? {} : { secretKey }),
      });
    } else {
      await context.print(shown.map((one) => keyFacts(context, one, secretKey)).join('\n'));
    }
    return EXIT.done;
  },
};
