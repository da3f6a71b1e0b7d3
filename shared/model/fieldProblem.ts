import { ADOPTION_PROBLEMS } from './adoptedKey.ts';
import { CONNECTION_FIELD_PROBLEMS } from './connection.ts';
import { CONNECTION_FILE_PROBLEMS } from './connectionTransfer.ts';
import { NOTE_PROBLEMS } from './keyNote.ts';
import { ROTATION_FIELD_PROBLEMS } from './rotationFields.ts';

/** `unexpected`: a field that is not in the contract. `invalid`: any problem without a name of its own. */
const FIELD_PROBLEMS = [
  ...CONNECTION_FIELD_PROBLEMS,
  ...CONNECTION_FILE_PROBLEMS,
  ...NOTE_PROBLEMS,
  ...ADOPTION_PROBLEMS,
  ...ROTATION_FIELD_PROBLEMS,
  'unexpected',
  'invalid',
] as const;
/** Why a field is invalid. */
export type FieldProblem = (typeof FIELD_PROBLEMS)[number];

/** Returns the problem named in the message of a schema issue; `invalid` for any other message. */
export function fieldProblem(message: string): FieldProblem {
  return FIELD_PROBLEMS.find((problem) => problem === message) ?? 'invalid';
}
