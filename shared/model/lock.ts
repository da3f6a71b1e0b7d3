import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Limits of the length of the passphrase, in UTF-16 code units. */
export const PASSPHRASE_LENGTH = { minimum: 8, maximum: 256 } as const;

/** A passphrase to set. */
export const newPassphraseSchema = z.string().min(PASSPHRASE_LENGTH.minimum).max(PASSPHRASE_LENGTH.maximum);

/** A passphrase to check. */
export const enteredPassphraseSchema = z.string().min(1).max(PASSPHRASE_LENGTH.maximum);

/**
 * What this desktop is not known to report. `otherPrograms`: keyboard and mouse input in other programs, so that only
 * input in the window counts; `screenLock`: locking of the screen.
 */
const unnoticedSchema = z.enum(['otherPrograms', 'screenLock']);
/** One of {@link unnoticedSchema}. */
export type Unnoticed = z.infer<typeof unnoticedSchema>;

/** Whether the application is locked, and how it can be unlocked. */
export const lockStateSchema = z.object({
  isLocked: z.boolean(),
  /** Without a passphrase a button unlocks. */
  hasPassphrase: z.boolean(),
  /** When the next attempt is allowed after too many wrong ones; `null` for now. */
  retryAt: instantSchema.nullable(),
  /** Whether the operating system can confirm the user instead of the passphrase (Touch ID). */
  canUseSystem: z.boolean(),
  /** What cannot trigger the lock on this desktop. */
  unnoticed: z.array(unnoticedSchema).readonly(),
});
/** Whether the application is locked, and how it can be unlocked. */
export type LockState = Readonly<z.infer<typeof lockStateSchema>>;
