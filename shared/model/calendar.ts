import { z } from 'zod';

/** Where the calendar file of this computer is, and whose keys are in it. */
export const calendarFileSchema = z.object({
  /** Absolute path. */
  file: z.string(),
  /** `null`: the keys of all connections that the user added. */
  connectionId: z.string().nullable(),
});
/** Where the calendar file of this computer is. */
export type CalendarFile = Readonly<z.infer<typeof calendarFileSchema>>;

/** A saved calendar file, as told to the user. */
export const savedCalendarSchema = z.object({
  /** Number of keys in it. */
  events: z.int(),
  fileName: z.string(),
  /** Name of its folder, without the folders above. */
  folderName: z.string(),
});
/** A saved calendar file. */
export type SavedCalendar = Readonly<z.infer<typeof savedCalendarSchema>>;

/** State of the calendar file that is kept up to date. */
export const calendarStateSchema = z.object({
  /** `null` if none is kept up to date. */
  kept: z
    .object({
      /** Absolute path. */
      file: z.string(),
      connectionId: z.string().nullable(),
      /** Number of keys in it when it was last compared with the lists; `null` before that. */
      events: z.int().nullable(),
      /** Why the file could not be written; it is tried again every minute. `null` if it is up to date. */
      problem: z.object({ code: z.string().nullable() }).nullable(),
    })
    .nullable(),
});
/** State of the calendar file that is kept up to date. */
export type CalendarState = Readonly<z.infer<typeof calendarStateSchema>>;
