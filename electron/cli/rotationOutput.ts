import { keyTestText } from '../../shared/keyTestTexts/keyTestText.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { AuthenticationKey, KeyReference } from '../../shared/model/key.ts';
import {
  isErrorProblem,
  isKeyTestProblem,
  type Rotation,
  type RotationProblem,
  type RotationResult,
  rotationReminders,
} from '../../shared/model/rotation.ts';
import { shortToken } from '../../shared/model/shortToken.ts';
import { AppError, type ErrorCode } from '../../shared/result.ts';
import { rotationTexts } from '../../shared/rotationTexts/rotationTexts.ts';
import { nameOf } from './chooseConnection.ts';
import type { CommandContext } from './context.ts';
import { errorText } from './errorOutput.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exitCodes.ts';
import { localTimes } from './output/localTime.ts';
import { tableText } from './output/table.ts';

/** A rotation as a command shows it: under way, or planned for a key. */
export interface ShownRotation {
  /** `null` if there is none (yet). */
  readonly rotation: Rotation | null;
  /** The old key. */
  readonly key: KeyReference & Partial<Pick<AuthenticationKey, 'username' | 'expirationDate'>>;
  /** Expiry of a planned new key, ISO 8601. */
  readonly newExpiry?: string;
  /** What the command has done; `null` if nothing. */
  readonly result: RotationResult | null;
}

/** Writes rotations as a table or as JSON; returns the exit code of what was done. */
export async function reportRotations(
  context: CommandContext,
  connection: ConnectionSummary,
  shown: readonly ShownRotation[],
  isDryRun: boolean,
  stoppedBy: ErrorCode | null = null,
): Promise<ExitCode> {
  if (context.isJson) {
    await context.printJson('rotate', {
      connection: { id: connection.id, name: nameOf(connection) },
      dryRun: isDryRun,
      rotations: shown.map(rotationJson),
    });
  } else {
    await context.print(rotationTable(context, shown));
    for (const note of problemNotes(context, shown)) {
      await context.note(note);
    }
  }
  if (stoppedBy !== null) {
    await context.note(errorText(new AppError(stoppedBy, ''), context.language, false));
  }
  return exitCode(shown, stoppedBy);
}

/** The table of rotations. */
export function rotationTable({ texts, language }: CommandContext, shown: readonly ShownRotation[]): string {
  const { columns, rotate } = texts;
  const time = localTimes(language);
  const { states } = rotationTexts(language);
  return tableText(
    [columns.id, columns.username, columns.token, columns.expires, rotate.newKey, columns.newExpiry, columns.status],
    shown.map(({ rotation, key, newExpiry, result }) => {
      const oldExpiry = rotation?.oldExpiryAfter ?? rotation?.oldExpiryBefore ?? key.expirationDate;
      const newEnd = rotation?.newExpiry ?? newExpiry;
      return [
        key.id,
        rotation?.account.username ?? key.username ?? '',
        shortToken(key.token),
        oldExpiry === undefined ? '' : time(oldExpiry),
        rotation?.newKey?.id ?? '',
        newEnd === undefined ? '' : time(newEnd),
        [
          ...(rotation === null ? [] : [states[rotation.state]]),
          ...(result === null || result.outcome === 'done' ? [] : [rotate.outcomes[result.outcome]]),
        ].join(': '),
      ];
    }),
  );
}

/** Says what the user is to be reminded of. */
export function reminderNotes(context: CommandContext, rotations: readonly Rotation[]): readonly string[] {
  const time = localTimes(context.language);
  const { reminders } = rotationTexts(context.language);
  return rotationReminders(rotations, context.now()).map(
    ({ rotation, kind, at }) => `${rotation.oldKey.id}: ${reminders[kind](time(at))}`,
  );
}

/** Says once for each problem which keys have it and what to do. */
function problemNotes(context: CommandContext, shown: readonly ShownRotation[]): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { rotation, key, result } of shown) {
    const problem = result === null ? (rotation?.problem ?? null) : result.problem;
    if (problem !== null) {
      const text = problemText(context, problem);
      byText.set(text, [...(byText.get(text) ?? []), key.id]);
    }
  }
  return [...byText].map(([text, ids]) => `${ids.join(', ')}: ${text}`);
}

function problemText({ language }: CommandContext, { code, detail }: RotationProblem): string {
  if (isErrorProblem(code)) {
    return errorText(new AppError(code, '', { detail: detail ?? undefined }), language, false);
  }
  const { title, text } = isKeyTestProblem(code) ? keyTestText(language, code) : rotationTexts(language).problems[code];
  return `${title}. ${text}`.trim();
}

function rotationJson({ rotation, key, newExpiry, result }: ShownRotation): object {
  return {
    id: rotation?.id ?? null,
    username: rotation?.account.username ?? key.username ?? null,
    oldKey: { id: key.id, token: key.token },
    newKey: rotation?.newKey ?? null,
    state: rotation?.state ?? null,
    origin: rotation?.origin ?? null,
    startedAt: rotation?.startedAt ?? null,
    testedAt: rotation?.testedAt ?? null,
    oldExpiryBefore: rotation?.oldExpiryBefore ?? key.expirationDate ?? null,
    oldExpiryAfter: rotation?.oldExpiryAfter ?? null,
    newExpiry: rotation?.newExpiry ?? newExpiry ?? null,
    overlapDays: rotation?.overlapDays ?? null,
    pending: rotation?.pending ?? null,
    outcome: result?.outcome ?? null,
    problem: (result === null ? rotation?.problem : result.problem) ?? null,
  };
}

function exitCode(shown: readonly ShownRotation[], stoppedBy: ErrorCode | null): ExitCode {
  const results = shown.flatMap(({ result }) => result ?? []);
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  if (done === results.length) {
    return EXIT.done;
  }
  if (done > 0 || results.some(({ outcome }) => outcome === 'unknown')) {
    return EXIT.partly;
  }
  if (stoppedBy !== null) {
    return exitCodeOf(stoppedBy);
  }
  const isTestFailure = results.every(({ problem }) => problem !== null && isKeyTestProblem(problem.code));
  return isTestFailure ? EXIT.keyFails : EXIT.failed;
}
