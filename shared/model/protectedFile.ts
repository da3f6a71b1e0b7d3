import { z } from 'zod';

/** Kinds of encrypted files with one key: a KeePass database, and a text that age decrypts. */
export const PROTECTED_FILE_FORMATS = ['kdbx', 'age'] as const;
/** One format out of {@link PROTECTED_FILE_FORMATS}; also the extension of its files. */
export type ProtectedFileFormat = (typeof PROTECTED_FILE_FORMATS)[number];

/** Minimum length of a passphrase that a user thinks up, in characters (NIST SP 800-63B-4, 3.1.1.2). */
export const MIN_FILE_PASSPHRASE_LENGTH = 15;
/** Maximum length, in UTF-16 code units. */
const MAX_FILE_PASSPHRASE_LENGTH = 256;
/** Minimum number of different characters. */
const MIN_DIFFERENT_CHARACTERS = 8;

/**
 * Why a passphrase is not accepted. `untypable`: contains control characters, which no terminal or dialog takes, or starts
 * or ends with a space, which gets lost.
 */
export type FilePassphraseProblem = 'tooShort' | 'tooLong' | 'tooSimple' | 'untypable';

/** Returns why a passphrase that a user thought up does not protect a file; `null` if it may. */
export function filePassphraseProblem(passphrase: string): FilePassphraseProblem | null {
  const characters = [...passphrase.normalize('NFC')];
  if (passphrase.length > MAX_FILE_PASSPHRASE_LENGTH) {
    return 'tooLong';
  }
  if (passphrase.trim() !== passphrase || /\p{Cc}/u.test(passphrase) || !passphrase.isWellFormed()) {
    return 'untypable';
  }
  if (characters.length < MIN_FILE_PASSPHRASE_LENGTH) {
    return 'tooShort';
  }
  return new Set(characters).size < MIN_DIFFERENT_CHARACTERS ? 'tooSimple' : null;
}

/** A passphrase that a user thought up. */
export const filePassphraseSchema = z
  .string()
  .max(MAX_FILE_PASSPHRASE_LENGTH)
  .refine((text) => filePassphraseProblem(text) === null);

/** A passphrase that KeyDesk made. */
const madePassphraseSchema = z.object({
  passphrase: z.string(),
  /** Number of its words. */
  words: z.int(),
  /** Base-2 logarithm of the number of passphrases that are equally likely. */
  bits: z.int(),
});
/** A passphrase that KeyDesk made. */
export type MadePassphrase = Readonly<z.infer<typeof madePassphraseSchema>>;

/** A saved protected file, as told to the user. */
export const savedProtectedFileSchema = z.object({
  fileName: z.string(),
  /** Name of its folder, without the folders above. */
  folderName: z.string(),
  /** The passphrase, told once; `null` if the user typed it. */
  made: madePassphraseSchema.nullable(),
});
/** A saved protected file, as told to the user. */
export type SavedProtectedFile = Readonly<z.infer<typeof savedProtectedFileSchema>>;
