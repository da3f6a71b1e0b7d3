import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { MAX_OVERLAP_DAYS, type Rotation, type RotationReport } from '../../../shared/model/rotation.ts';
import { chooseConnection, nameOf, shownName } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { confirm } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { FILTER_OPTIONS } from '../options.ts';
import { safeText } from '../output/safeText.ts';
import { absolutePath } from '../paths.ts';
import { newExpiryOf, periodOf } from '../periods.ts';
import { readList } from '../readList.ts';
import { reminderNotes, reportRotations, rotationTable, type ShownRotation } from '../rotationOutput.ts';
import { selectKeys } from '../selectKeys.ts';

type Connection = ReturnType<typeof chooseConnection>;

/** The steps of rotations that are under way. */
const STEPS = { proceed: 'proceed', 'take-back': 'takeBack', finish: 'finish' } as const;
const DEFAULT_OVERLAP_DAYS = 7;

/** Replaces keys by new ones of the same accounts, step by step, and lists what is under way. */
export const rotate: Command = {
  options: [
    'connection',
    'password-stdin',
    ...FILTER_OPTIONS,
    'all',
    'expires',
    'overlap',
    'accept-younger-key',
    'proceed',
    'take-back',
    'finish',
    'checklist',
    'dry-run',
    'yes',
  ],
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const { options } = context;
    const asked = (['expires', ...Object.keys(STEPS), 'checklist'] as (keyof typeof options)[]).filter(
      (name) => options[name] !== undefined,
    );
    if (asked.length > 1) {
      throw new CommandError(
        'optionsExclude',
        asked.map((name) => `--${name}`),
      );
    }
    const connection = chooseConnection(context);
    const { keys } = await readList(context, connection.id);
    const [name] = asked;
    const step = STEPS[name as keyof typeof STEPS] ?? null;
    if (name === 'expires') {
      return startRotations(context, connection, await selectKeys(context, keys));
    }
    if (step !== null) {
      return makeStep(context, connection, step, await chosenRotations(context, connection, keys));
    }
    if (name === 'checklist') {
      return writeChecklist(context, connection, await chosenRotations(context, connection, keys));
    }
    const isSelected = context.operands.length > 0 || FILTER_OPTIONS.some((filter) => options[filter] !== undefined);
    const shown = isSelected
      ? await chosenRotations(context, connection, keys)
      : await context.services.rotations.list(connection.id);
    await reportRotations(
      context,
      connection,
      shown.map((rotation) => ({ rotation, key: rotation.oldKey, result: null })),
      false,
    );
    for (const note of context.isJson ? [] : reminderNotes(context, shown)) {
      await context.note(note);
    }
    return EXIT.done;
  },
};

/** The rotations whose old or new key is selected. @throws CommandError if there is none. */
async function chosenRotations(
  context: CommandContext,
  connection: Connection,
  keys: readonly AuthenticationKey[],
): Promise<readonly Rotation[]> {
  const rotations = await context.services.rotations.list(connection.id);
  if (context.options.all === true && context.operands.length === 0) {
    return rotations;
  }
  const tokens = new Set((await selectKeys(context, keys)).map(({ token }) => token));
  const chosen = rotations.filter(({ oldKey, newKey }) => tokens.has(oldKey.token) || tokens.has(newKey?.token ?? ''));
  if (chosen.length === 0) {
    throw new CommandError('noRotation', [], EXIT.notFound);
  }
  return chosen;
}

async function startRotations(
  context: CommandContext,
  connection: Connection,
  keys: readonly AuthenticationKey[],
): Promise<ExitCode> {
  const { services, texts, options, terminal } = context;
  const newExpiry = newExpiryOf(String(options.expires), context.now());
  const overlapDays = overlapOf(options.overlap);
  if (Date.parse(newExpiry) <= context.now() + overlapDays * DAY_MS) {
    throw new CommandError('newKeyTooShort', [String(options.expires), String(overlapDays)]);
  }
  const planned = keys.map((key): ShownRotation => ({ rotation: null, key, newExpiry, result: null }));
  if (options['dry-run'] === true) {
    await reportRotations(context, connection, planned, true);
    return EXIT.done;
  }
  await ask(context, connection, planned, texts.rotate.question.start(keys.length, overlapDays, shownName(connection)));
  const report = await services.rotations.start(
    connection.id,
    {
      keys: keys.map((key) => ({ ...referenceTo(key), version: key.version })),
      newExpiry,
      overlapDays,
      acceptsYoungerKey: options['accept-younger-key'] === true,
    },
    terminal.interrupted,
  );
  return showReport(context, connection, report, keys);
}

/** Reads the overlap, in days. @throws CommandError `durationInvalid`. */
function overlapOf(option: string | true | undefined): number {
  if (typeof option !== 'string') {
    return DEFAULT_OVERLAP_DAYS;
  }
  if (option === '0d') {
    return 0;
  }
  const { amount, unit } = periodOf(option);
  if (unit !== 'day' || amount > MAX_OVERLAP_DAYS) {
    throw new CommandError('overlapInvalid', [option, String(MAX_OVERLAP_DAYS)]);
  }
  return amount;
}

async function makeStep(
  context: CommandContext,
  connection: Connection,
  step: (typeof STEPS)[keyof typeof STEPS],
  rotations: readonly Rotation[],
): Promise<ExitCode> {
  const { services, texts, options, terminal } = context;
  const planned = rotations.map((rotation): ShownRotation => ({ rotation, key: rotation.oldKey, result: null }));
  if (options['dry-run'] === true || rotations.length === 0) {
    await reportRotations(context, connection, planned, options['dry-run'] === true);
    return EXIT.done;
  }
  await ask(context, connection, planned, texts.rotate.question[step](rotations.length, shownName(connection)));
  const report = await services.rotations[step](
    connection.id,
    rotations.map(({ id }) => id),
    terminal.interrupted,
  );
  return showReport(
    context,
    connection,
    report,
    rotations.map(({ oldKey }) => oldKey),
  );
}

async function ask(
  context: CommandContext,
  connection: Connection,
  planned: readonly ShownRotation[],
  question: string,
): Promise<void> {
  const { terminal, options, texts } = context;
  if (options.yes !== true && terminal.errorsAreTerminal) {
    await context.note(rotationTable(context, planned));
    await context.note(texts.changes.connection(shownName(connection), texts.environments[connection.environment]));
  }
  await confirm(context, question);
}

async function showReport(
  context: CommandContext,
  connection: Connection,
  { results, stoppedBy }: RotationReport,
  keys: readonly ShownRotation['key'][],
): Promise<ExitCode> {
  const rotations = await context.services.rotations.list(connection.id);
  const byId = new Map(rotations.map((rotation) => [rotation.id, rotation]));
  const byToken = new Map(keys.map((key) => [key.token, key]));
  const shown = results.map(
    (result): ShownRotation => ({
      rotation: byId.get(result.rotationId ?? '') ?? null,
      key: byToken.get(result.oldKey.token) ?? result.oldKey,
      result,
    }),
  );
  return reportRotations(context, connection, shown, false, stoppedBy);
}

async function writeChecklist(
  context: CommandContext,
  connection: Connection,
  rotations: readonly Rotation[],
): Promise<ExitCode> {
  const { services, options, language, texts } = context;
  const name = String(options.checklist);
  const file = absolutePath(context.terminal, name);
  const ids = rotations.map(({ id }) => id);
  const text = await services.rotationFiles.checklist(connection.id, ids, language);
  if (options.yes !== true && (await services.userFiles.exists(file))) {
    throw new CommandError('fileExists', [name], EXIT.notConfirmed);
  }
  await services.userFiles.write(file, text);
  if (context.isJson) {
    const facts = { connection: { id: connection.id, name: nameOf(connection) }, file, count: ids.length };
    await context.printJson('rotate', facts);
  } else {
    await context.note(texts.rotate.checklistSaved(ids.length, safeText(name)));
  }
  return EXIT.done;
}
