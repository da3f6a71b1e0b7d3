import { z } from 'zod';
import { connectionSummarySchema } from './connection.ts';
import { connectionTestResultSchema } from './connectionTest.ts';

/**
 * What became of a changed connection. `testFailed`: the installation did not accept the new values at one of `steps`,
 * so nothing was saved.
 */
export const connectionChangeOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), connection: connectionSummarySchema }),
  z.object({ outcome: z.literal('testFailed'), steps: z.array(connectionTestResultSchema) }),
]);
/** What became of a changed connection. */
export type ConnectionChangeOutcome = z.infer<typeof connectionChangeOutcomeSchema>;
