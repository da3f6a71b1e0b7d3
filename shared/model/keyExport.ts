import { ACCOUNT_PROBLEMS, type KeyStatus } from './key.ts';

/** Maximum number of keys in one export. Within the limits of `electron/ipc/inputSize.ts`. */
export const MAX_EXPORTED_KEYS = 500_000;

/** Columns of an exported list of keys, in order; without the secret. */
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

/** Columns of the notes about keys in an exported list, in order. */
export const NOTE_COLUMNS = ['owner', 'purpose', 'ticket', 'tags'] as const;
/** One column out of {@link NOTE_COLUMNS}. */
export type NoteColumn = (typeof NOTE_COLUMNS)[number];

/** Columns of what access logs say about the accounts of keys in an exported list, in order. */
export const SEEN_COLUMNS = ['accountSeen', 'logsFrom', 'logsTo'] as const;
/** One column out of {@link SEEN_COLUMNS}. */
export type SeenColumn = (typeof SEEN_COLUMNS)[number];

/** Names of a status in an exported list. */
export const EXPORTED_STATES = ['valid', 'expiring', 'expired', ...ACCOUNT_PROBLEMS] as const;
/** One name out of {@link EXPORTED_STATES}. */
export type ExportedState = (typeof EXPORTED_STATES)[number];

/** Returns the name of a status. */
export function exportedState(status: KeyStatus): ExportedState {
  return status.kind === 'accountProblem' ? status.problem : status.kind;
}
