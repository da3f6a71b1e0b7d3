import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';

/** Path of `Heartbeat/ServerDetails`, a published method of the product, relative to its address (docs/admin-api.md). */
export const SERVER_DETAILS_PATH = '/webapi/Heartbeat/ServerDetails';

/** The response: like all methods of the Web API in an envelope that reports errors too. */
export const wireServerDetailsSchema = z.object({
  response: z.object({
    /** Time of the server, UTC. */
    queryDate: instantSchema,
    address: z.string(),
    version: z.string(),
    /** Identifies the database; a copy of it has the same. */
    database: z.string(),
    /** IANA name of the time zone of the server. */
    timeZone: z.string(),
    language: z.string(),
  }),
  error: z.null(),
  success: z.literal(true),
});
