import { changeKeys } from '../changeKeys.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CHANGE_OPTIONS } from '../options.ts';
import { readList } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';

/** Deletes keys, always after a confirmation. */
export const deleteKeys: Command = {
  options: CHANGE_OPTIONS,
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const connection = chooseConnection(context);
    const { keys } = await readList(context, connection.id);
    const plan = (await selectKeys(context, keys)).map((key) => ({ key, expirationDate: null, skipped: null }));
    return changeKeys(context, {
      command: 'delete',
      connection,
      plan,
      alwaysConfirms: true,
      run: (included, stopped) =>
        context.services.recorded.deleteKeys(
          connection.id,
          included.map(({ key: { id, token, version } }) => ({ id, token, version })),
          stopped,
        ),
    });
  },
};
