import { z } from 'zod';
import { EXPORTED_STATES } from '../../model/keyExport.ts';
import {
  exclusionsSchema,
  keyUsageStateSchema,
  scanLimitsSchema,
  USAGE_COLUMNS,
  USED_PARTS,
} from '../../model/keyUsage.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { connectionIdSchema, fileKindSchema, labelSchema, nothing } from './inputs.ts';

/** Calls about the search for keys in files. */
export const usageCalls = {
  /** The chosen folder, and the running search or the last result. */
  'usage:getState': { input: nothing, output: keyUsageStateSchema },
  /** Asks for the folder to search, so that the window itself cannot name one. */
  'usage:chooseFolder': { input: nothing, output: keyUsageStateSchema },
  /** Searches the chosen folder; returns when the search has ended. */
  'usage:search': {
    input: z.strictObject({
      /** `null` for the keys of all connections. */
      connectionId: connectionIdSchema.nullable(),
      withSecrets: z.boolean(),
      exclusions: exclusionsSchema,
      limits: scanLimitsSchema,
    }),
    output: keyUsageStateSchema,
  },
  /** Ends the search; what was found until then is its result. */
  'usage:stop': { input: nothing, output: nothing },
  /** Copies the absolute path of a file of the last result. @param path below the folder. */
  'usage:copyPath': {
    input: z.strictObject({ path: z.string().min(1).max(10_000) }),
    output: nothing,
  },
  /** Saves the places of the last result as a table to a file that the user chooses. */
  'usage:export': {
    input: z.strictObject({
      columns: z.record(z.enum(USAGE_COLUMNS), labelSchema),
      parts: z.record(z.enum(USED_PARTS), labelSchema),
      states: z.record(z.enum(EXPORTED_STATES), labelSchema),
      /** Names of the connections by id. */
      connections: z.record(connectionIdSchema, z.string().max(200)),
      ...tableFileFields,
    }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
  /** Saves rules with which secret scanners find keys of the platform; `null` if cancelled. */
  'usage:saveScannerRules': {
    input: fileKindSchema,
    output: z.object({ fileName: z.string(), folderName: z.string() }).nullable(),
  },
};
