import { z } from 'zod';
import { FINDINGS } from '../../model/hygiene.ts';
import { hygienePolicySchema } from '../../model/hygienePolicy.ts';
import { savedReportSchema } from '../../model/hygieneReport.ts';
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
