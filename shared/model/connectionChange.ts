import { z } from 'zod';
import { connectionSummarySchema } from './connection.ts';
import { connectionTestResultSchema } from './connectionTest.ts';

/**
 * Outcome of changing a connection. `testFailed`: one of `steps` failed with the new values, so nothing was saved.
 */
export const connectionChangeOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), connection: connectionSummarySchema }),
  z.object({ outcome: z.literal('testFailed'), steps: z.array(connectionTestResultSchema) }),
]);
/** Outcome of changing a connection. */
export type ConnectionChangeOutcome = z.infer<typeof connectionChangeOutcomeSchema>;
