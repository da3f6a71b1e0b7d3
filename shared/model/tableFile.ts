import { z } from 'zod';

/** Kinds of files that a table is saved as: an Excel workbook, or text with separators. */
export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
/** One kind out of {@link TABLE_FORMATS}; also the extension of its files. */
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Maximum number of rows in a worksheet of Excel, without the header. */
export const MAX_SHEET_ROWS = 1_048_575;

/** Fields of a call that saves a table. */
export const tableFileFields = {
  /** Name of the file type in the file dialog, in the language of the window. */
  fileKind: z.string().min(1).max(80),
  format: z.enum(TABLE_FORMATS),
  /** Name of the worksheet. Excel rejects longer ones and these characters. */
  sheet: z
    .string()
    .min(1)
    .max(31)
    .regex(/^(?!')[^[\]/\\:*?]+(?<!')$/),
};

/** A saved table, as told to the user. */
export const savedTableSchema = z.object({
  /** Number of rows without the header. */
  rows: z.int(),
  fileName: z.string(),
  /** Name of its folder, without the folders above. */
  folderName: z.string(),
});
/** A saved table, as told to the user. */
export type SavedTable = Readonly<z.infer<typeof savedTableSchema>>;
