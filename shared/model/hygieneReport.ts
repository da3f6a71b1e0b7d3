import { z } from 'zod';

/** What was saved of a report, as told to the user. */
export const savedReportSchema = z.object({
  /** `null`: the report could not be written, and the table that was written before could not be removed again. */
  fileName: z.string().nullable(),
  /** The file with all rows, whose hash the report states. */
  tableName: z.string(),
  /** Name of the folder of both, without the folders above. */
  folderName: z.string(),
});
/** What was saved of a report, as told to the user. */
export type SavedReport = Readonly<z.infer<typeof savedReportSchema>>;
