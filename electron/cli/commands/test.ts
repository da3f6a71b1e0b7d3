import { keyTestText } from '../../../shared/keyTestTexts/keyTestText.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { hasPassed, type KeyTestResult, verdictOf } from '../../../shared/model/keyTest.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError } from '../../../shared/result.ts';
import { chooseConnection, nameOf } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { errorText } from '../errorOutput.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exitCodes.ts';
import { FILTER_OPTIONS } from '../options.ts';
import { safeText } from '../output/safeText.ts';
import { tableText } from '../output/table.ts';
import { readListOrCache } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';

/** Makes one signed call with each key, which changes nothing but the time of its last use. */
export const test: Command = {
  options: ['connection', 'password-stdin', ...FILTER_OPTIONS, 'all'],
  operands: '[KEY…]',
  async run(context) {
    const connection = chooseConnection(context);
    const { keys } = await readListOrCache(context, connection.id);
    const selected = await selectKeys(context, keys);
    const { results } = await context.services.recordedKeyTests.test(
      connection.id,
      selected.map((key) => ({ ...referenceTo(key), version: key.version })),
      context.terminal.interrupted,
    );
    const byToken = new Map(selected.map((key) => [key.token, key]));
    if (context.isJson) {
      await context.printJson('test', {
        connection: { id: connection.id, name: nameOf(connection) },
        keys: results.map((result) => resultJson(result, byToken.get(result.token))),
      });
    } else {
      await context.print(resultTable(context, results, byToken));
      await printNextSteps(context, results);
    }
    return exitCode(results);
  },
};

function resultJson(result: KeyTestResult, key: AuthenticationKey | undefined): object {
  const { id, token, code, testedAt, clockAheadSeconds, sent, received, error } = result;
  const username = key?.username ?? null;
  return {
    id,
    token,
    username,
    result: code,
    verdict: verdictOf(result),
    testedAt,
    clockAheadSeconds,
    sent,
    received,
    error,
  };
}

function resultTable(
  { texts, language }: CommandContext,
  results: readonly KeyTestResult[],
  byToken: ReadonlyMap<string, AuthenticationKey>,
): string {
  const { columns } = texts;
  return tableText(
    [columns.id, columns.username, columns.token, columns.result],
    results.map((result) => [
      result.id,
      byToken.get(result.token)?.username ?? '',
      shortToken(result.token),
      keyTestText(language, result.code).title,
    ]),
  );
}

/** Says once for each kind of result what to do. */
async function printNextSteps(context: CommandContext, results: readonly KeyTestResult[]): Promise<void> {
  const shown = new Set<string>();
  for (const result of results) {
    const step = nextStep(context, result);
    if (result.code !== 'works' && !shown.has(step)) {
      shown.add(step);
      await context.note(step);
    }
  }
}

function nextStep(
  { texts, language }: CommandContext,
  { code, error, clockAheadSeconds, sent, received }: KeyTestResult,
): string {
  const { title, text } = keyTestText(language, code);
  const failure = error === null || text !== '' ? [] : [errorText(toAppError(error), language, false)];
  return [
    `${title}.`,
    ...(text === '' ? [] : [text]),
    ...failure,
    ...(clockAheadSeconds === null || (code !== 'clockOff' && code !== 'clockRejected')
      ? []
      : [texts.notes.clockAhead(clockAheadSeconds)]),
    ...(sent === null || received === null ? [] : [texts.notes.rewritten(safeText(sent), safeText(received))]),
  ].join(' ');
}

function toAppError({
  code,
  detail,
  networkCause,
  interception,
  retryAt,
}: NonNullable<KeyTestResult['error']>): AppError {
  return new AppError(code, '', {
    detail: detail ?? undefined,
    reason:
      networkCause !== null
        ? { kind: 'network', cause: networkCause, sent: 'unknown' }
        : interception !== null
          ? { kind: 'interception', by: interception }
          : undefined,
    times: retryAt === null ? undefined : { retryAt },
  });
}

/** A key that does not work outweighs one that could not be tested. */
function exitCode(results: readonly KeyTestResult[]): ExitCode {
  if (results.every(hasPassed)) {
    return EXIT.done;
  }
  if (results.some((result) => verdictOf(result) === 'fails')) {
    return EXIT.keyFails;
  }
  const error = results.find((result) => result.error !== null)?.error ?? null;
  return error === null ? EXIT.keyUnclear : toExitCode(exitCodeOf(error.code));
}

/** Other errors are about the request, not about the sign-in data of the connection. */
function toExitCode(code: ExitCode): ExitCode {
  return code === EXIT.unreachable || code === EXIT.keychainUnavailable ? code : EXIT.keyUnclear;
}
