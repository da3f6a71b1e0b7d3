import { z } from 'zod';
import {
  certificateSchema,
  connectionChangeSchema,
  connectionSummarySchema,
  connectionTrialSchema,
  newConnectionSchema,
} from '../../model/connection.ts';
import { connectionChangeOutcomeSchema } from '../../model/connectionChange.ts';
import { connectionTestResultSchema } from '../../model/connectionTest.ts';
import { connectionExportSchema, connectionImportSchema } from '../../model/connectionTransfer.ts';
import { connectionIdSchema, fileKindSchema, nothing } from './inputs.ts';

/** Calls about connections. */
export const connectionCalls = {
  'connections:list': {
    input: nothing,
    output: z.object({
      connections: z.array(connectionSummarySchema),
      activeConnectionId: z.string(),
    }),
  },
  'connections:add': { input: newConnectionSchema, output: connectionSummarySchema },
  'connections:change': { input: connectionChangeSchema, output: connectionChangeOutcomeSchema },
  /**
   * `passwordRemoved` is false if the password could not be deleted from the keychain, `cachedSecretsLeft` is the
   * number of secret keys still in it, and `listRemoved` is false if the cached list or the notes could not be deleted. All are
   * deleted at a later start.
   */
  'connections:remove': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({
      passwordRemoved: z.boolean(),
      cachedSecretsLeft: z.int().nonnegative(),
      listRemoved: z.boolean(),
    }),
  },
  'connections:activate': { input: z.strictObject({ connectionId: connectionIdSchema }), output: nothing },
  /** Tests the values of a form; saves nothing. */
  'connections:test': {
    input: connectionTrialSchema,
    output: z.object({ steps: z.array(connectionTestResultSchema) }),
  },
  /** Saves the connections with the notes about their keys, without passwords, to a file that the user chooses; `null` if cancelled. */
  'connections:export': {
    input: fileKindSchema,
    output: connectionExportSchema.nullable(),
  },
  /** Adds the connections and notes of a file that the user chooses; `null` if cancelled. */
  'connections:import': { input: fileKindSchema, output: connectionImportSchema.nullable() },
  /**
   * Opens the page of the authentication keys in the product, in the browser of the system. `isOpened` is false if the system
   * has not opened it.
   */
  'connections:openKeysPage': {
    input: z.strictObject({ connectionId: connectionIdSchema }),
    output: z.object({ isOpened: z.boolean() }),
  },
  /** Reads the certificates of a file that the user chooses; `null` if cancelled. */
  'connections:chooseCertificates': { input: fileKindSchema, output: z.array(certificateSchema).readonly().nullable() },
};
