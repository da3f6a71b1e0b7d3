import { absenceSchema } from '../../model/absence.ts';
import { nothing } from './inputs.ts';

/** Calls about what has happened while nobody has seen KeyDesk. */
export const absenceCalls = {
  'absence:get': { input: nothing, output: absenceSchema.nullable() },
  /** Does not show it again. */
  'absence:dismiss': { input: nothing, output: nothing },
};
