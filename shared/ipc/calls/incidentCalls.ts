import { z } from 'zod';
import {
  INCIDENT_COLUMNS,
  INCIDENT_OUTCOMES,
  incidentCriteriaSchema,
  incidentStateSchema,
} from '../../model/incident.ts';
import { leakedTokensSchema } from '../../model/leakedTokens.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { connectionIdSchema, fileKindSchema, labelSchema, nothing } from './inputs.ts';

const connectionIds = z.array(connectionIdSchema).max(1_000);
const incidentId = z.string().min(1).max(64);
/** Connections, and those of them to production that the user confirmed. */
const confirmed = { connectionIds, confirmedIds: connectionIds };

/** Calls about incidents: leaked or endangered keys over many connections. */
export const incidentCalls = {
  'incident:getState': { input: nothing, output: incidentStateSchema },
  /**
   * Finds tokens in a text file that the user chooses; `null` if cancelled. The text itself is not returned;
   * `found` is `null` if there are too many tokens.
   */
  'incident:readFile': {
    input: fileKindSchema,
    output: z.object({ fileName: z.string(), found: leakedTokensSchema.nullable() }).nullable(),
  },
  /** Fetches the lists of connections and finds the keys; returns when all have responded or were given up. */
  'incident:search': {
    input: z.strictObject({ criteria: incidentCriteriaSchema, connectionIds: connectionIds.min(1) }),
    output: incidentStateSchema,
  },
  /** Drops the last search. */
  'incident:discard': { input: nothing, output: incidentStateSchema },
  /** Disables the keys of the last search; returns when the run has ended in all connections. */
  'incident:run': {
    input: z.strictObject({ findingsId: z.uuid(), ...confirmed }),
    output: incidentStateSchema,
  },
  /** Disables what is still open of an incident. */
  'incident:proceed': { input: z.strictObject({ incidentId, ...confirmed }), output: incidentStateSchema },
  /** Gives all keys of an incident their former expiry. */
  'incident:restore': { input: z.strictObject({ incidentId }), output: incidentStateSchema },
  /** Stops what is being done; what is left stays open. */
  'incident:stop': { input: nothing, output: nothing },
  /** Removes the record of an incident; its keys stay as they are. */
  'incident:dismiss': { input: z.strictObject({ incidentId }), output: incidentStateSchema },
  /** Saves the report of an incident as a table to a file that the user chooses. */
  'incident:export': {
    input: z.strictObject({
      incidentId,
      columns: z.record(z.enum(INCIDENT_COLUMNS), labelSchema),
      outcomes: z.record(z.enum(INCIDENT_OUTCOMES), labelSchema),
      /** Name of the sample connection. */
      sample: labelSchema,
      ...tableFileFields,
    }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
};
