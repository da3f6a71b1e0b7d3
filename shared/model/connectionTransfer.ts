import { z } from 'zod';

/**
 * Why connections cannot be imported from a file. `encoding`: neither UTF-8 nor UTF-16 with a byte order mark;
 * `syntax`: not valid JSON; `newerVersion`: written by a newer version of KeyDesk; `tooMany`: more connections than the
 * maximum for one file; `notConnections`: other content.
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

/** A connection in the file that was not imported. */
const rejectedConnectionSchema = z.object({
  /** Name in the file; empty if there is none. */
  name: z.string(),
  /** `plainHttp`: not encrypted, which the user has to acknowledge. `invalid`: a field is missing or invalid. */
  problem: z.enum(['plainHttp', 'invalid']),
});
/** A connection in the file that was not imported. */
export type RejectedConnection = Readonly<z.infer<typeof rejectedConnectionSchema>>;

/** What became of the notes in a file. */
const importedNotesSchema = z.object({
  added: z.int(),
  /** Number of keys that had a note already, which was kept. */
  kept: z.int(),
  /** Number of notes that have a wrong form or exceed a limit. */
  invalid: z.int(),
  /** Number of notes that could not be written. */
  notSaved: z.int(),
});
/** What became of the notes in a file. */
export type ImportedNotes = z.infer<typeof importedNotesSchema>;

/** Result of an import. */
export const connectionImportSchema = z.object({
  added: z.int(),
  /** Number of connections that exist already, with the same address and account. */
  known: z.int(),
  rejected: z.array(rejectedConnectionSchema),
  /** Omitted for a file without notes. */
  notes: importedNotesSchema.optional(),
});
/** Result of an export. */
export const connectionExportSchema = z.object({
  fileName: z.string(),
  count: z.int(),
  /** Number of notes in the file; omitted if there are none. */
  notes: z.int().optional(),
  /** True if the notes of a connection could not be read and are not in the file. */
  lacksNotes: z.literal(true).optional(),
});
/** Result of an export. */
export type ConnectionExport = z.infer<typeof connectionExportSchema>;
/** Result of an import. */
export type ConnectionImport = z.infer<typeof connectionImportSchema>;
