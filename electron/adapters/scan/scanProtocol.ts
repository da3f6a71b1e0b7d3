import { z } from 'zod';
import {
  SCAN_STOPS,
  scanGapsSchema,
  scanLimitsSchema,
  scanProgressSchema,
  USED_PARTS,
} from '../../../shared/model/keyUsage.ts';

const secretDigestSchema = z.object({ digest: z.string(), length: z.int() });

/** Messages to the process that searches a folder: `keys` in parts, `search`, and possibly `stop`. */
export const scanRequestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('keys'),
    tokens: z.array(z.string()),
    secrets: z.array(secretDigestSchema),
  }),
  z.object({
    type: z.literal('search'),
    folder: z.string(),
    exclusions: z.array(z.string()),
    limits: scanLimitsSchema,
  }),
  z.object({ type: z.literal('stop') }),
]);
/** A message to the process that searches a folder. */
export type ScanRequest = z.infer<typeof scanRequestSchema>;

/** Messages of the process. `failed`: the folder itself cannot be read. */
export const scanResponseSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: scanProgressSchema }),
  z.object({
    type: z.literal('result'),
    result: z.object({
      stoppedBy: z.enum(SCAN_STOPS).nullable(),
      folders: z.int(),
      files: z.int(),
      bytes: z.int(),
      places: z.array(
        z.object({ path: z.string(), line: z.int(), column: z.int(), part: z.enum(USED_PARTS), index: z.int() }),
      ),
      gaps: z.array(scanGapsSchema),
    }),
  }),
  z.object({ type: z.literal('failed'), code: z.string().nullable() }),
]);
/** A message of the process. */
export type ScanResponse = z.infer<typeof scanResponseSchema>;
