import { MAX_EXPORTED_KEYS } from '../../../shared/model/keyExport.ts';
import { TABLE_FORMATS, type TableFormat } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { SCHEMA_VERSION } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { FILTER_OPTIONS } from '../options.ts';
import { keyJson } from '../output/keyOutput.ts';
import { safeJson, safeText } from '../output/safeText.ts';
import { absolutePath } from '../paths.ts';
import { readListOrCache } from '../readList.ts';
import { filterKeys } from '../selectKeys.ts';

/** Saves keys without their secrets as a table or as JSON. An existing file is replaced only with `--yes`. */
export const exportKeys: Command = {
  options: ['connection', 'password-stdin', ...FILTER_OPTIONS, 'yes'],
  operands: 'FILE',
  async run(context) {
    const [name, ...others] = context.operands;
    if (name === undefined || others[0] !== undefined) {
      throw new CommandError(name === undefined ? 'argumentMissing' : 'argumentUnexpected', [others[0] ?? 'FILE']);
    }
    const format = formatOf(name);
    const connection = chooseConnection(context);
    const { services, texts } = context;
    const file = absolutePath(context.terminal, name);
    const { keys, source, fetchedAt, accountStates } = await readListOrCache(context, connection.id);
    const saved = filterKeys(context, keys);
    if (saved.length > MAX_EXPORTED_KEYS) {
      throw new AppError('TOO_MANY_ROWS', 'There are too many keys.');
    }
    if (context.options.yes !== true && (await services.userFiles.exists(file))) {
      throw new CommandError('fileExists', [name], EXIT.notConfirmed);
    }
    const described = { id: connection.id, name: nameOf(connection) };
    if (format === 'json') {
      const content = { schemaVersion: SCHEMA_VERSION, connection: described, source, fetchedAt, accountStates };
      const listed = saved.map((key) => keyJson(key, context.now()));
      await services.userFiles.write(file, `${safeJson({ ...content, keys: listed })}\n`);
    } else {
      const { columns, sheet } = texts.exported;
      await services.keyExport.write(saved, { columns, states: texts.states, sheet }, file, format);
    }
    if (context.isJson) {
      await context.printJson('export', { connection: described, file, format, source, count: saved.length });
    } else {
      await context.note(texts.notes.exported(saved.length, safeText(name)));
    }
    return EXIT.done;
  },
};

function formatOf(name: string): TableFormat | 'json' {
  const format = [...TABLE_FORMATS, 'json' as const].find((one) => name.toLowerCase().endsWith(`.${one}`));
  if (format === undefined) {
    throw new CommandError('formatUnknown', [name]);
  }
  return format;
}
