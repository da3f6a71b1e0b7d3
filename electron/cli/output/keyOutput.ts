import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import { exportedState } from '../../../shared/model/keyExport.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { CommandContext } from '../context.ts';
import { localTimes } from './localTime.ts';
import { factsText, tableText } from './table.ts';

/** A key in the JSON of commands. */
export function keyJson(key: AuthenticationKey, now: number): object {
  return {
    id: key.id,
    token: key.token,
    accountId: key.accountId,
    username: key.username,
    fullName: key.fullName,
    systemRoles: key.systemRoles,
    creationDate: key.creationDate,
    expirationDate: key.expirationDate,
    lastUsedDate: key.lastUsedDate,
    version: key.version,
    status: exportedState(keyStatus(key, now)),
  };
}

/** Keys as a table for people. */
export function keyTable(context: CommandContext, keys: readonly AuthenticationKey[]): string {
  const { columns, states } = context.texts;
  const time = localTimes(context.language);
  const now = context.now();
  return tableText(
    [columns.id, columns.username, columns.fullName, columns.token, columns.expires, columns.lastUsed, columns.status],
    keys.map((key) => [
      key.id,
      key.username,
      key.fullName,
      shortToken(key.token),
      time(key.expirationDate),
      key.lastUsedDate === null ? '' : time(key.lastUsedDate),
      states[exportedState(keyStatus(key, now))],
    ]),
  );
}

/** One key with all its facts. @param secretKey shown if it was asked for. */
export function keyFacts(context: CommandContext, key: AuthenticationKey, secretKey: string | null): string {
  const { columns, states } = context.texts;
  const time = localTimes(context.language);
  return factsText([
    [columns.id, key.id],
    [columns.username, key.username],
    [columns.fullName, key.fullName],
    [columns.roles, key.systemRoles.join('; ')],
    [columns.token, key.token],
    [columns.created, time(key.creationDate)],
    [columns.expires, time(key.expirationDate)],
    [columns.lastUsed, key.lastUsedDate === null ? context.texts.never : time(key.lastUsedDate)],
    [columns.status, states[exportedState(keyStatus(key, context.now()))]],
    ...(secretKey === null ? [] : ([[columns.secretKey, secretKey]] as const)),
  ]);
}
