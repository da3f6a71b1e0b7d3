import { z } from 'zod';
import { FINDINGS } from '../../model/hygiene.ts';
import { hygienePolicySchema } from '../../model/hygienePolicy.ts';
import { savedReportSchema } from '../../model/hygieneReport.ts';
import { IGNORED_LIMITS, ignoredFindingSchema } from '../../model/ignoredFinding.ts';
import { instantSchema } from '../../model/instant.ts';
import { keyReferenceSchema } from '../../model/key.ts';
import { EXPORTED_STATES } from '../../model/keyExport.ts';
import { LANGUAGES } from '../../model/settings.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { connectionIdSchema, labelSchema, nothing } from './inputs.ts';

/** Fields of the calls that save what was found. */
const exportFields = {
  connectionId: connectionIdSchema,
  language: z.enum(LANGUAGES),
  states: z.record(z.enum(EXPORTED_STATES), labelSchema),
  fileKind: tableFileFields.fileKind,
};

/** Calls about what is to be cleaned up. */
export const hygieneCalls = {
  'hygiene:getPolicy': { input: z.strictObject({ connectionId: connectionIdSchema }), output: hygienePolicySchema },
  'hygiene:setPolicy': {
    input: z.strictObject({ connectionId: connectionIdSchema, policy: hygienePolicySchema }),
    output: nothing,
  },
  /** What is ignored now, oldest first. */
  'hygiene:getIgnored': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ ignored: z.array(ignoredFindingSchema).readonly() }),
  },
  /** Ignores a finding for keys, or for the accounts of these keys; `isDone` is false if there would be too many. */
  'hygiene:ignore': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      kind: z.enum(FINDINGS),
      keys: z.array(keyReferenceSchema).min(1).max(IGNORED_LIMITS.findings),
      reason: z.string().trim().min(1).max(IGNORED_LIMITS.reason),
      until: instantSchema.nullable(),
    }),
    output: z.object({ isDone: z.boolean() }),
  },
  /** What these decisions were about is found again. */
  'hygiene:takeBack': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      ids: z.array(z.string().max(64)).min(1).max(IGNORED_LIMITS.findings),
    }),
    output: nothing,
  },
  /** Saves the keys of one finding, or with `null` of all, as a table to a file that the user chooses. */
  'hygiene:export': {
    input: z.strictObject({ ...exportFields, format: tableFileFields.format, kind: z.enum(FINDINGS).nullable() }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
  /** Saves the report as PDF to a file that the user chooses, and its rows as CSV beside it. */
  'hygiene:saveReport': {
    /** `connectionName` as the window shows it. */
    input: z.strictObject({ ...exportFields, connectionName: z.string().max(200) }),
    output: z.object({ saved: savedReportSchema.nullable() }),
  },
};
