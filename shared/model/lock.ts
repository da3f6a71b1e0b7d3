import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Bounds of the application's passphrase, in UTF-16 code units. */
export const PASSPHRASE_LENGTH = { minimum: 8, maximum: 256 } as const;

/** A passphrase to be set. */
export const newPassphraseSchema = z.string().min(PASSPHRASE_LENGTH.minimum).max(PASSPHRASE_LENGTH.maximum);

/** A passphrase as somebody claims it to be. */
export const enteredPassphraseSchema = z.string().min(1).max(PASSPHRASE_LENGTH.maximum);

/**
 * What the desktop is not known to tell. `otherPrograms`: keyboard and mouse in other programs, so that only what is done
 * in the window counts; `screenLock`: a lock of the screen.
 */
const unnoticedSchema = z.enum(['otherPrograms', 'screenLock']);
/** One of {@link unnoticedSchema}. */
export type Unnoticed = z.infer<typeof unnoticedSchema>;

/** Whether the application is locked, and how it can be opened. */
export const lockStateSchema = z.object({
  isLocked: z.boolean(),
  /** Without a passphrase a button unlocks. */
  hasPassphrase: z.boolean(),
  /** When the next attempt is let through after too many wrong ones; `null` for now. */
  retryAt: instantSchema.nullable(),
  /** Whether the operating system can confirm the user in place of the passphrase (Touch ID). */
  canUseSystem: z.boolean(),
  /** What cannot lock the application here. */
  unnoticed: z.array(unnoticedSchema).readonly(),
});
/** Whether the application is locked, and how it can be opened. */
export type LockState = Readonly<z.infer<typeof lockStateSchema>>;
