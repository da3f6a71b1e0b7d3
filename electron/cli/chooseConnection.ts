import { foldText } from '../../shared/foldText.ts';
import { type ConnectionSummary, SAMPLE_CONNECTION_ID } from '../../shared/model/connection.ts';
import { CommandError } from './commandError.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exitCodes.ts';
import { safeText } from './output/safeText.ts';

/**
 * Returns the connection of the command: by id, or by name whatever its letter case; `sample` is the sample platform.
 * Never guessed, since a change on another installation cannot be taken back.
 * @throws CommandError if none or several match.
 */
export function chooseConnection({ services, options }: CommandContext): ConnectionSummary {
  const { connections } = services.connections.list();
  const wanted = options.connection;
  const names = connections.map(shownName).join(', ');
  if (typeof wanted !== 'string') {
    throw new CommandError('connectionMissing', [names]);
  }
  const byId = connections.find(({ id }) => id === wanted);
  if (byId !== undefined) {
    return byId;
  }
  const [match, ...others] = connections.filter(({ name }) => name !== '' && foldText(name) === foldText(wanted));
  if (match === undefined) {
    throw new CommandError('connectionUnknown', [safeText(wanted), names], EXIT.notFound);
  }
  if (others.length > 0) {
    throw new CommandError('connectionAmbiguous', [
      safeText(wanted),
      [match, ...others].map(({ id }) => id).join(', '),
    ]);
  }
  return match;
}

/** Returns the name of a connection for a message. */
export function shownName(connection: Pick<ConnectionSummary, 'id' | 'name'>): string {
  return safeText(nameOf(connection));
}

/** Returns the name under which a command finds a connection. */
export function nameOf({ id, name }: Pick<ConnectionSummary, 'id' | 'name'>): string {
  return id === SAMPLE_CONNECTION_ID ? SAMPLE_CONNECTION_ID : name;
}
