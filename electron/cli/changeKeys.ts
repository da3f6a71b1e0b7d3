import { type BulkReport, type BulkResult, isLeftOver } from '../../shared/model/bulkChange.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { shortToken } from '../../shared/model/shortToken.ts';
import { AppError } from '../../shared/result.ts';
import { nameOf, shownName } from './chooseConnection.ts';
import { confirm } from './confirm.ts';
import type { CommandContext } from './context.ts';
import { errorText } from './errorOutput.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exitCodes.ts';
import { localTimes } from './output/localTime.ts';
import { tableText } from './output/table.ts';

/** Why a selected key is left as it is, without asking the installation. */
type SkipReason = 'sameExpiry' | 'beyond' | 'expired' | 'notExpired' | 'notRecorded' | 'past';

/** What a command would do with one key. */
export interface PlannedKey {
  readonly key: AuthenticationKey;
  /** New expiry, ISO 8601 in UTC; `null` for a deletion, or if the key is skipped. */
  readonly expirationDate: string | null;
  /** Why nothing is done; `null` if something is. */
  readonly skipped: SkipReason | null;
}

/** A change of several keys. */
export interface KeyChange {
  readonly command: 'extend' | 'retire' | 'restore' | 'delete';
  readonly connection: ConnectionSummary;
  readonly plan: readonly PlannedKey[];
  /** Whether even a single key that was named has to be confirmed. */
  readonly alwaysConfirms: boolean;
  readonly run: (included: readonly PlannedKey[], stopped: AbortSignal) => Promise<BulkReport>;
}

/** Shows a change, asks for confirmation, makes it and reports the outcome for each key. */
export async function changeKeys(context: CommandContext, change: KeyChange): Promise<ExitCode> {
  const { options, texts } = context;
  const { command, connection, plan, alwaysConfirms } = change;
  const included = plan.filter(({ skipped }) => skipped === null);
  if (options['dry-run'] === true) {
    await report(
      context,
      change,
      plan.map((planned) => ({ ...planned, result: null })),
      true,
    );
    return EXIT.done;
  }
  if (included.length > 0 && (alwaysConfirms || included.length > 1)) {
    await showQuestion(context, change, included);
    await confirm(context, texts.changes.question[command](included.length, shownName(connection)));
  }
  const { results, stoppedBy } =
    included.length === 0 ? { results: [], stoppedBy: null } : await change.run(included, context.terminal.interrupted);
  const byId = new Map(results.map((result) => [result.id, result]));
  const outcomes = plan.map((planned) => ({ ...planned, result: byId.get(planned.key.id) ?? null }));
  await report(context, change, outcomes, false);
  if (stoppedBy !== null) {
    await context.note(errorText(new AppError(stoppedBy, ''), context.language, false));
  }
  return exitCode(outcomes, stoppedBy);
}

interface Outcome extends PlannedKey {
  /** `null` if the key was skipped, or nothing was tried. */
  readonly result: BulkResult | null;
}

function exitCode(outcomes: readonly Outcome[], stoppedBy: BulkReport['stoppedBy']): ExitCode {
  const isDone = ({ result }: Outcome): boolean => result !== null && !isLeftOver(result);
  if (outcomes.every(isDone)) {
    return EXIT.done;
  }
  if (outcomes.some(isDone) || outcomes.some(({ result }) => result?.outcome === 'unknown')) {
    return EXIT.partly;
  }
  // An expiry that is already right is what was asked for.
  if (outcomes.every(({ skipped }) => skipped === 'sameExpiry' || skipped === 'expired')) {
    return EXIT.done;
  }
  return stoppedBy === null ? EXIT.failed : exitCodeOf(stoppedBy);
}

async function showQuestion(
  context: CommandContext,
  { connection }: KeyChange,
  included: readonly PlannedKey[],
): Promise<void> {
  if (context.options.yes === true || !context.terminal.errorsAreTerminal) {
    return;
  }
  const { texts } = context;
  await context.note(
    planTable(
      context,
      included.map((planned) => ({ ...planned, result: null })),
    ),
  );
  await context.note(texts.changes.connection(shownName(connection), texts.environments[connection.environment]));
}

async function report(
  context: CommandContext,
  { command, connection }: KeyChange,
  outcomes: readonly Outcome[],
  isDryRun: boolean,
): Promise<void> {
  if (context.isJson) {
    await context.printJson(command, {
      connection: { id: connection.id, name: nameOf(connection) },
      dryRun: isDryRun,
      keys: outcomes.map(outcomeJson),
    });
    return;
  }
  await context.print(planTable(context, outcomes));
  const done = outcomes.filter(({ result }) => result !== null && !isLeftOver(result)).length;
  const { summary, dryRun } = context.texts.changes;
  const included = outcomes.filter(({ skipped }) => skipped === null).length;
  await context.note(isDryRun ? dryRun(included, outcomes.length) : summary(done, outcomes.length));
}

function outcomeJson({ key, expirationDate, skipped, result }: Outcome): object {
  return {
    id: key.id,
    token: key.token,
    username: key.username,
    expirationBefore: key.expirationDate,
    expirationDate,
    outcome: skipped === null ? (result?.outcome ?? null) : 'skipped',
    skipped,
    code: result?.code ?? null,
    detail: result?.detail ?? null,
  };
}

function planTable(context: CommandContext, outcomes: readonly Outcome[]): string {
  const { columns } = context.texts;
  const time = localTimes(context.language);
  return tableText(
    [columns.id, columns.username, columns.token, columns.expires, columns.newExpiry, columns.result],
    outcomes.map((outcome) => [
      outcome.key.id,
      outcome.key.username,
      shortToken(outcome.key.token),
      time(outcome.key.expirationDate),
      outcome.expirationDate === null ? '' : time(outcome.expirationDate),
      resultText(context, outcome),
    ]),
  );
}

function resultText({ texts, language }: CommandContext, { skipped, result }: Outcome): string {
  if (skipped !== null) {
    return texts.changes.skipped[skipped];
  }
  if (result === null) {
    return '';
  }
  const outcome = texts.changes.outcomes[result.outcome];
  const reason =
    result.outcome === 'failed' && result.code !== null
      ? errorText(new AppError(result.code, '', { detail: result.detail ?? undefined }), language, false)
      : (result.detail ?? '');
  return reason === '' ? outcome : `${outcome}: ${reason}`;
}
