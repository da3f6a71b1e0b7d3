import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { changeKeys, type PlannedKey } from '../changeKeys.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import type { CommandContext } from '../context.ts';
import { CHANGE_OPTIONS } from '../options.ts';
import { dateOf, endAfter, periodOf } from '../periods.ts';
import { readList } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';
import { setExpiry } from '../setExpiry.ts';

/** Sets a new expiry: the same day for all keys, or a period after the expiry of each. */
export const extend: Command = {
  options: [...CHANGE_OPTIONS, 'by', 'to'],
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const newExpiryOf = readChoice(context);
    const connection = chooseConnection(context);
    const { keys } = await readList(context, connection.id);
    const plan = (await selectKeys(context, keys)).map((key) => plannedFor(key, newExpiryOf(key)));
    return changeKeys(context, {
      command: 'extend',
      connection,
      plan,
      alwaysConfirms: false,
      run: (included, stopped) => setExpiry(context, connection.id, included, stopped),
    });
  },
};

/** Reads `--by` or `--to`. @throws CommandError before anything is requested. */
function readChoice(context: CommandContext): (key: AuthenticationKey) => string | null {
  const { by, to } = context.options;
  if (typeof by === 'string' && typeof to === 'string') {
    throw new CommandError('optionsExclude', ['--by', '--to']);
  }
  if (typeof to === 'string') {
    const instant = dateOf(to);
    return () => instant;
  }
  if (typeof by !== 'string') {
    throw new CommandError('optionMissing', ['--by, --to']);
  }
  const period = periodOf(by);
  return ({ expirationDate }) => endAfter(expirationDate, context.now(), period);
}

function plannedFor(key: AuthenticationKey, expirationDate: string | null): PlannedKey {
  if (expirationDate === null) {
    return { key, expirationDate: null, skipped: 'beyond' };
  }
  const isSame = Date.parse(expirationDate) === Date.parse(key.expirationDate);
  return { key, expirationDate, skipped: isSame ? 'sameExpiry' : null };
}
