import { z } from 'zod';

/** A connection of a file that was not taken over. */
export const refusedConnectionSchema = z.object({
  /** As the file names it; empty where it has no name. */
  name: z.string(),
  /** `plainHttp`: unencrypted, which a person has to acknowledge. `invalid`: a field is missing or cannot be used. */
  problem: z.enum(['plainHttp', 'invalid']),
});
/** A connection of a file that was not taken over. */
export type RefusedConnection = Readonly<z.infer<typeof refusedConnectionSchema>>;

/** What became of the connections of a file. */
export const connectionImportSchema = z.object({
  added: z.int(),
  /** Those that are here already, by address and account. */
  known: z.int(),
  refused: z.array(refusedConnectionSchema),
});
/** What became of the connections of a file. */
export type ConnectionImport = z.infer<typeof connectionImportSchema>;
