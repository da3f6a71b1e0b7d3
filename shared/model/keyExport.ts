import { ACCOUNT_PROBLEMS, type KeyStatus } from './key.ts';

/** The columns of an exported list of keys, in their order. Never the secret. */
export const KEY_COLUMNS = [
  'fullName',
  'username',
  'systemRoles',
  'token',
  'creationDate',
  'expirationDate',
  'lastUsedDate',
  'status',
] as const;
/** One column out of {@link KEY_COLUMNS}. */
export type KeyColumn = (typeof KEY_COLUMNS)[number];

/** What a status is called in an exported list. */
export const EXPORTED_STATES = ['valid', 'expiring', 'expired', ...ACCOUNT_PROBLEMS] as const;
/** One word out of {@link EXPORTED_STATES}. */
export type ExportedState = (typeof EXPORTED_STATES)[number];

/** Gives the word for a status. */
export function exportedState(status: KeyStatus): ExportedState {
  return status.kind === 'accountProblem' ? status.problem : status.kind;
}
