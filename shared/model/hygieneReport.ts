import { z } from 'zod';

/** A saved report, as told to the user. */
export const savedReportSchema = z.object({
  fileName: z.string(),
  /** The file with all rows, whose hash the report states. */
  tableName: z.string(),
  /** Name of the folder of both, without the folders above. */
  folderName: z.string(),
});
/** A saved report, as told to the user. */
export type SavedReport = Readonly<z.infer<typeof savedReportSchema>>;
