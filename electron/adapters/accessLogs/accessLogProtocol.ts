import { z } from 'zod';
import { LOG_FILE_PROBLEMS, lineCountsSchema, logFileSchema } from '../../../shared/model/lastUse.ts';
import { accountSchema } from './logReading.ts';

/** Something that a process reads at once. */
const logPartSchema = z.object({
  path: z.string(),
  /** Text in UTF-8 or another encoding of single bytes, in UTF-16, or compressed. */
  kind: z.enum(['text', 'utf-16le', 'utf-16be', 'gzip', 'zip']),
  /** The lines that begin from `start` up to `end`; of other kinds than `text`, the complete file. */
  start: z.int(),
  end: z.int(),
});
/** Something that a process reads at once. */
export type LogPart = Readonly<z.infer<typeof logPartSchema>>;

/** Messages to a process that reads access logs: one `read` after the other, then `finish`. */
export const logRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('read'), part: logPartSchema }),
  z.object({ type: z.literal('finish') }),
]);
/** A message to a process that reads access logs. */
export type LogRequest = z.infer<typeof logRequestSchema>;

const readPartSchema = z.object({
  lines: lineCountsSchema,
  problem: z.enum(LOG_FILE_PROBLEMS).nullable(),
  /** The logs in an archive. */
  members: z.array(logFileSchema),
});
/** What one {@link LogPart} contained; the accounts come last. */
export type ReadPart = z.infer<typeof readPartSchema>;

/** Messages of the process. */
export const logResponseSchema = z.discriminatedUnion('type', [
  /** Bytes of a compressed file that were read since the last message. */
  z.object({ type: z.literal('progress'), bytes: z.int() }),
  z.object({ type: z.literal('read'), part: readPartSchema }),
  z.object({
    type: z.literal('finished'),
    accounts: z.array(accountSchema),
    /** See `localTimeSchema`; `null` if no line was read. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    callsWithoutAccount: z.int(),
    callsOfOtherAccounts: z.int(),
  }),
]);
/** A message of the process. */
export type LogResponse = z.infer<typeof logResponseSchema>;
