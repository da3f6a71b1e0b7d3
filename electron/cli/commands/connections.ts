import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { tableText } from '../output/table.ts';

/** Lists the connections of this computer, without their passwords. */
export const connections: Command = {
  options: [],
  operands: '',
  async run(context) {
    const listed = context.services.connections.list().connections;
    if (context.isJson) {
      await context.printJson('connections', { connections: listed.map(connectionJson) });
    } else {
      const { columns, environments } = context.texts;
      await context.print(
        tableText(
          [columns.name, columns.environment, columns.address, columns.signIn],
          listed.map((one) => [nameOf(one), environments[one.environment], one.address, one.username || one.token]),
        ),
      );
    }
    return EXIT.done;
  },
};

/** A connection in the JSON of commands. */
export function connectionJson(connection: ConnectionSummary): object {
  const { id, kind, address, servicePath, environment, signIn, username, token } = connection;
  const { isPlainHttpToAnotherMachine, passwordLocation } = connection;
  return {
    id,
    name: nameOf(connection),
    kind,
    address,
    servicePath,
    environment,
    signIn,
    username,
    token,
    isPlainHttpToAnotherMachine,
    passwordLocation,
  };
}
