import { CONNECTION_FIELD_PROBLEMS } from './connection.ts';
import { CONNECTION_FILE_PROBLEMS } from './connectionTransfer.ts';

/** `unexpected`: a field that the contract does not name. `invalid`: any problem that has no name of its own. */
const FIELD_PROBLEMS = [...CONNECTION_FIELD_PROBLEMS, ...CONNECTION_FILE_PROBLEMS, 'unexpected', 'invalid'] as const;
/** Why a field is invalid. */
export type FieldProblem = (typeof FIELD_PROBLEMS)[number];

/** The problem that a schema names in the message of its issue; `invalid` for a message in words. */
export function fieldProblem(message: string): FieldProblem {
  return FIELD_PROBLEMS.find((problem) => problem === message) ?? 'invalid';
}
