import type { EligibleAccount } from '../../../shared/model/key.ts';
import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { tableText } from '../output/table.ts';

const PAGE = 200;

/** Lists the accounts for which keys can be created, and what is in the way of the others. */
export const accounts: Command = {
  options: ['connection', 'password-stdin', 'search'],
  operands: '',
  async run(context) {
    const connection = chooseConnection(context);
    const { search = '' } = context.options;
    const listed: EligibleAccount[] = [];
    for await (const account of eachAccount(context, connection.id, String(search))) {
      listed.push(account);
    }
    if (context.isJson) {
      await context.printJson('accounts', {
        connection: { id: connection.id, name: nameOf(connection) },
        accounts: listed.map(({ id, username, fullName, systemRoles, problem }) => ({
          id,
          username,
          fullName,
          systemRoles,
          problem,
        })),
      });
    } else {
      const { columns, states } = context.texts;
      await context.print(
        tableText(
          [columns.username, columns.fullName, columns.roles, columns.problem],
          listed.map(({ username, fullName, systemRoles, problem }) => [
            username,
            fullName,
            systemRoles.join('; '),
            problem === null ? '' : states[problem],
          ]),
        ),
      );
    }
    return EXIT.done;
  },
};

/** Fetches the accounts that match a search, page by page. */
export async function* eachAccount(
  { services }: CommandContext,
  connectionId: string,
  search: string,
): AsyncGenerator<EligibleAccount> {
  let skip = 0;
  while (true) {
    const { items, total } = await services.keys.listEligibleAccounts(connectionId, search, { skip, take: PAGE });
    yield* items;
    skip += items.length;
    if (items.length === 0 || skip >= total) {
      return;
    }
  }
}
