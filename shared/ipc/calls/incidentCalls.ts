import { z } from 'zod';
import { ENVIRONMENTS } from '../../model/connection.ts';
import {
  foundKeysSchema,
  INCIDENT_COLUMNS,
  INCIDENT_OUTCOMES,
  INCIDENT_REPORT_FORMATS,
  incidentCriteriaSchema,
  incidentStateSchema,
  knownNamesSchema,
  leavableSchema,
  PART_STATES,
} from '../../model/incident.ts';

import { leakedTokensSchema } from '../../model/leakedTokens.ts';
import { LANGUAGES } from '../../model/settings.ts';
import { savedTableSchema, tableFileFields } from '../../model/tableFile.ts';
import { ERROR_CODES } from '../../result.ts';
import { connectionIdSchema, fileKindSchema, labelSchema, nothing } from './inputs.ts';

const connectionIds = z.array(connectionIdSchema).max(1_000);
const incidentId = z.string().min(1).max(64);
/** Connections, and those of them to production that the user confirmed. */
const confirmed = { connectionIds, confirmedIds: connectionIds };

/** The texts that a report for people shares with the window. */
const reportFields = {
  incidentId,
  language: z.enum(LANGUAGES),
  columns: z.record(z.enum(INCIDENT_COLUMNS), labelSchema),
  outcomes: z.record(z.enum(INCIDENT_OUTCOMES), labelSchema),
  states: z.record(z.enum(PART_STATES), labelSchema),
  environments: z.record(z.enum(ENVIRONMENTS), labelSchema),
  reasons: z.record(z.enum(ERROR_CODES), z.string().max(200)),
  /** Name of the sample connection. */
  sample: labelSchema,
};

/** Calls about incidents: leaked or endangered keys over many connections. */
export const incidentCalls = {
  'incident:getState': { input: nothing, output: incidentStateSchema },
  /** Returns the names to suggest, from the lists on this computer. */
  'incident:listNames': { input: nothing, output: knownNamesSchema },
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
  /** Returns the keys of the last search in one connection whose names or tokens contain a text. */
  'incident:listFound': {
    input: z.strictObject({ findingsId: z.uuid(), connectionId: connectionIdSchema, search: z.string().max(256) }),
    output: foundKeysSchema,
  },
  /** Leaves keys of the last search out of the run, or takes them back into it. */
  'incident:leaveOut': {
    input: z.strictObject({
      findingsId: z.uuid(),
      connectionId: connectionIdSchema,
      what: leavableSchema,
      isLeftOut: z.boolean(),
    }),
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
  /** Saves the keys of an incident as a table to a file that the user chooses. */
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
  /** Saves the report of an incident for people to a file that the user chooses. */
  'incident:saveReport': {
    input: z.strictObject({ ...reportFields, format: z.enum(INCIDENT_REPORT_FORMATS), ...fileKindSchema.shape }),
    output: z.object({ saved: savedTableSchema.nullable() }),
  },
  /** Copies the report of an incident as Markdown. */
  'incident:copyReport': { input: z.strictObject(reportFields), output: nothing },
};
