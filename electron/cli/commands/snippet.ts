import { SNIPPET_KINDS, type SnippetKind } from '../../../shared/model/snippet.ts';
import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitCodes.ts';
import { readListOrCache } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';

/** Writes a ready signed call for a key; with a placeholder in place of the secret key unless that is asked for. */
export const snippet: Command = {
  options: ['connection', 'password-stdin', 'secret-to-stdout'],
  operands: 'KIND KEY',
  async run(context) {
    const [kind, ...named] = context.operands;
    if (!isKind(kind)) {
      throw new CommandError('snippetUnknown', [kind ?? '', SNIPPET_KINDS.join(', ')]);
    }
    const connection = chooseConnection(context);
    const { keys } = await readListOrCache(context, connection.id);
    const [key, ...others] = await selectKeys(context, keys, named);
    if (key === undefined || others.length > 0) {
      throw new CommandError('argumentMissing', ['KEY']);
    }
    const { snippets, recordedHandOver } = context.services;
    const request = { kind, language: context.language };
    const hasSecret = context.options['secret-to-stdout'] === true;
    const parts = hasSecret
      ? await recordedHandOver.writeSnippet(connection.id, key, request)
      : snippets.render(connection.id, key, request);
    if (context.isJson) {
      await context.printJson('snippet', {
        connection: { id: connection.id, name: nameOf(connection) },
        key: { id: key.id, token: key.token },
        kind,
        hasSecret,
        files: parts.map(({ name, text }) => ({ name, text })),
      });
    } else {
      for (const { name, text } of parts) {
        if (parts.length > 1) {
          await context.note(`${name}:`);
        }
        await context.print(text.endsWith('\n') ? text : `${text}\n`);
      }
    }
    return EXIT.done;
  },
};

function isKind(kind: string | undefined): kind is SnippetKind {
  return SNIPPET_KINDS.some((one) => one === kind);
}
