import { z } from 'zod';
import { TABLE_FORMATS } from '../../../shared/model/tableFile.ts';

/** Messages to the process that writes a table: `start`, its rows in parts, `end`. */
export const tableRequestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    sheet: z.string(),
    columns: z.array(z.object({ title: z.string(), kind: z.enum(['text', 'number', 'time']) })),
    layout: z.object({
      format: z.enum(TABLE_FORMATS),
      separator: z.enum([',', ';']),
      timeZone: z.string().nullable(),
    }),
  }),
  z.object({ type: z.literal('rows'), rows: z.array(z.array(z.string())) }),
  z.object({ type: z.literal('end') }),
]);
/** A message to the process that writes a table. */
export type TableRequest = z.infer<typeof tableRequestSchema>;

/** Response of the process: the content of the file. */
export const tableResponseSchema = z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });
/** Response of the process: the content of the file. */
export type TableResponse = z.infer<typeof tableResponseSchema>;
