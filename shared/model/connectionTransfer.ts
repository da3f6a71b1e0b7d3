import { z } from 'zod';

/**
 * Why a file holds no connections that can be read. `encoding`: it is no text in UTF-8, nor in UTF-16 with its mark;
 * `syntax`: it is no JSON; `newerVersion`: a later version of the application has written it; `tooMany`: it holds more
 * connections than are taken from one file; `notConnections`: it holds something else.
 */
export const CONNECTION_FILE_PROBLEMS = [
  'empty',
  'encoding',
  'syntax',
  'newerVersion',
  'tooMany',
  'notConnections',
] as const;
/** One problem out of {@link CONNECTION_FILE_PROBLEMS}. */
export type ConnectionFileProblem = (typeof CONNECTION_FILE_PROBLEMS)[number];

/** A connection of a file that was not taken over. */
const rejectedConnectionSchema = z.object({
  /** As the file names it; empty where it has no name. */
  name: z.string(),
  /** `plainHttp`: unencrypted, which a person has to acknowledge. `invalid`: a field is missing or cannot be used. */
  problem: z.enum(['plainHttp', 'invalid']),
});
/** A connection of a file that was not taken over. */
export type RejectedConnection = Readonly<z.infer<typeof rejectedConnectionSchema>>;

/** What became of the connections of a file. */
export const connectionImportSchema = z.object({
  added: z.int(),
  /** Those that are here already, by address and account. */
  known: z.int(),
  rejected: z.array(rejectedConnectionSchema),
});
/** What became of the connections of a file. */
export type ConnectionImport = z.infer<typeof connectionImportSchema>;
