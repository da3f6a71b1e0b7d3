import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import { chooseConnection, nameOf, shownName } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exitCodes.ts';

/** Removes a connection from this computer. The keys of its installation are not affected. */
export const removeConnection: Command = {
  options: ['connection', 'yes'],
  operands: '',
  isChange: true,
  async run(context) {
    const connection = chooseConnection(context);
    if (connection.id === SAMPLE_CONNECTION_ID) {
      throw new CommandError('argumentUnexpected', [SAMPLE_CONNECTION_ID]);
    }
    const { notes } = context.texts;
    await confirm(context, notes.removeConnection(shownName(connection)));
    const { passwordRemoved, cachedSecretsLeft } = await context.services.recorded.removeConnection(connection.id);
    const isClean = passwordRemoved && cachedSecretsLeft === 0;
    if (context.isJson) {
      await context.printJson('remove-connection', {
        connection: { id: connection.id, name: nameOf(connection) },
        passwordRemoved,
        cachedSecretsLeft,
      });
    } else {
      await context.note(notes.connectionRemoved(shownName(connection)));
    }
    if (!isClean) {
      await context.note(notes.passwordLeft);
    }
    return isClean ? EXIT.done : EXIT.keychainUnavailable;
  },
};
