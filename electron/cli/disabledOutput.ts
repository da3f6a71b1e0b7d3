import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { shortToken } from '../../shared/model/shortToken.ts';
import { nameOf } from './chooseConnection.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import { localTimes } from './output/localTime.ts';
import { tableText } from './output/table.ts';

/**
 * Writes which keys of a connection can be restored, batch by batch, the oldest first, and says how many records cannot be
 * read. Sends no request.
 */
export async function listDisabled(context: CommandContext, connection: ConnectionSummary): Promise<ExitCode> {
  const { services, texts, language } = context;
  const { batches, unreadable } = await services.disabledBatches.list(connection.id);
  if (context.isJson) {
    await context.printJson('restore', {
      connection: { id: connection.id, name: nameOf(connection) },
      batches: batches.map(({ id, at, origin, keys }) => ({
        ...{ id, at, origin },
        keys: keys.map((key) => ({
          ...{ id: key.id, token: key.token, username: key.username, expirationBefore: key.expirationDate },
        })),
      })),
      unreadable,
    });
    return EXIT.done;
  }
  const { columns, disabled } = texts;
  const time = localTimes(language);
  await context.print(
    tableText(
      [disabled.at, disabled.by, columns.id, columns.username, columns.token, disabled.formerExpiry],
      batches.flatMap(({ at, origin, keys }) =>
        keys.map(({ id, username, token, expirationDate }) => [
          ...[time(at), disabled.origins[origin], id, username, shortToken(token), time(expirationDate)],
        ]),
      ),
    ),
  );
  if (unreadable > 0) {
    await context.note(disabled.unreadable(unreadable));
  }
  return EXIT.done;
}
