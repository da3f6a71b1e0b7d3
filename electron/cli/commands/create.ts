import { foldText } from '../../../shared/foldText.ts';
import type { EligibleAccount } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { keyFacts, keyJson } from '../output/keyOutput.ts';
import { newExpiryOf } from '../periods.ts';
import { eachAccount } from './accounts.ts';

/** Creates a key for an account; writes its secret only if asked to. */
export const create: Command = {
  options: ['connection', 'password-stdin', 'account', 'expires', 'secret-to-stdout'],
  operands: '',
  isChange: true,
  async run(context) {
    const { account, expires } = context.options;
    if (typeof account !== 'string' || typeof expires !== 'string') {
      throw new CommandError('optionMissing', [typeof account === 'string' ? '--expires' : '--account']);
    }
    const expirationDate = newExpiryOf(expires, context.now());
    const connection = chooseConnection(context);
    const { id } = await findAccount(context, connection.id, account);
    const { recorded } = context.services;
    const key = await recorded.createKey(connection.id, id, expirationDate);
    const wantsSecret = context.options['secret-to-stdout'] === true;
    const secret = wantsSecret ? await readSecret(context, connection.id, key) : null;
    if (context.isJson) {
      await context.printJson('create', {
        connection: { id: connection.id, name: nameOf(connection) },
        key: keyJson(key, context.now()),
        ...(secret === null ? {} : { secretKey: secret }),
      });
    } else {
      await context.print(keyFacts(context, key, secret));
    }
    return wantsSecret && secret === null ? EXIT.partly : EXIT.done;
  },
};

/** Reads the secret of the new key. The key exists even if that fails, so standard error says so. */
async function readSecret(
  context: CommandContext,
  connectionId: string,
  key: Parameters<CommandContext['services']['recorded']['readSecret']>[1],
): Promise<string | null> {
  try {
    return await context.services.recorded.readSecret(connectionId, key);
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    await context.note(context.texts.notes.secretNotRead(error.code));
    return null;
  }
}

/** Finds the account with a user name. @throws CommandError, AppError `ACCOUNT_NOT_ELIGIBLE`. */
async function findAccount(context: CommandContext, connectionId: string, name: string): Promise<EligibleAccount> {
  const wanted = foldText(name);
  for await (const account of eachAccount(context, connectionId, name)) {
    if (foldText(account.username) === wanted) {
      if (account.problem !== null) {
        throw new AppError('ACCOUNT_NOT_ELIGIBLE', 'The account cannot use the API.', {
          detail: context.texts.states[account.problem],
        });
      }
      return account;
    }
  }
  throw new CommandError('accountUnknown', [name], EXIT.notFound);
}
