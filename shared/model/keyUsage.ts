import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { authenticationKeySchema } from './key.ts';

const MEGABYTE = 1024 * 1024;

/** How much of a folder is searched. What a limit leaves out is named in the result. */
export const scanLimitsSchema = z.strictObject({
  /** Depth of the folders that are entered; 0 for the chosen folder alone. */
  maxDepth: z.int().min(0).max(1_000),
  /** Number of files after which the search ends. */
  maxFiles: z.int().min(1).max(100_000_000),
  /** Size in bytes of the largest file that is searched. */
  maxFileBytes: z
    .int()
    .min(1)
    .max(1_048_576 * MEGABYTE),
  /** Number of bytes after which the search ends. */
  maxTotalBytes: z
    .int()
    .min(1)
    .max(1_048_576 * MEGABYTE),
});
/** How much of a folder is searched. */
export type ScanLimits = Readonly<z.infer<typeof scanLimitsSchema>>;

/** The limits unless the user changes them. */
export const DEFAULT_SCAN_LIMITS: ScanLimits = {
  maxDepth: 64,
  maxFiles: 1_000_000,
  maxFileBytes: 1_024 * MEGABYTE,
  maxTotalBytes: 102_400 * MEGABYTE,
};

/** Folders that are left out unless the user changes the list: histories of version control, and installed packages. */
export const DEFAULT_EXCLUSIONS: readonly string[] = ['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv'];

/** Maximum number of exclusions. */
const MAX_EXCLUSIONS = 200;

/**
 * Names to leave out: `*` and `?` stand for any characters but separators, `**` for any. A pattern with `/` is a path below
 * the chosen folder, any other the name of a file or folder at any depth. Letter case is ignored.
 */
export const exclusionsSchema = z.array(z.string().min(1).max(500)).max(MAX_EXCLUSIONS);

/**
 * Why a file or folder was not searched, or not completely. `excluded`: by a pattern; `link`: links are not followed;
 * `special`: neither file nor folder; `partlyListed`: only the first places of a key in this file are listed.
 */
export const SCAN_GAPS = [
  'unreadable',
  'tooLarge',
  'archive',
  'binary',
  'tooDeep',
  'changed',
  'vanished',
  'partlyListed',
  'special',
  'link',
  'excluded',
] as const;
/** One reason out of {@link SCAN_GAPS}. */
export type ScanGap = (typeof SCAN_GAPS)[number];

/** Maximum number of files named for each reason. */
export const MAX_NAMED_GAPS = 200;

/** What was not searched for one reason. */
export const scanGapsSchema = z.object({
  reason: z.enum(SCAN_GAPS),
  count: z.int().positive(),
  /** The first of them: path below the folder, and for `unreadable` the code of the system. */
  named: z.array(z.object({ path: z.string(), code: z.string().nullable() })).readonly(),
});
/** What was not searched for one reason. */
export type ScanGaps = Readonly<z.infer<typeof scanGapsSchema>>;

/** Why a search ended before everything was searched. `places`: too many were found. */
export const SCAN_STOPS = ['user', 'files', 'bytes', 'places'] as const;
/** One reason out of {@link SCAN_STOPS}. */
export type ScanStop = (typeof SCAN_STOPS)[number];

/** How far a search is. */
export const scanProgressSchema = z.object({
  folders: z.int().nonnegative(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  places: z.int().nonnegative(),
  /** What is searched now, as a path below the folder. */
  path: z.string(),
});
/** How far a search is. */
export type ScanProgress = Readonly<z.infer<typeof scanProgressSchema>>;

/** What of a key stands in a file. */
export const USED_PARTS = ['token', 'secret'] as const;
/** One part out of {@link USED_PARTS}. */
export type UsedPart = (typeof USED_PARTS)[number];

/** A key that was found, as it was in the list, or adopted, when the search began. */
const usedKeySchema = authenticationKeySchema
  .pick({ id: true, token: true, username: true, fullName: true, accountProblem: true })
  .extend({
    connectionId: z.string(),
    /** `null` if that of an adopted key is unknown. */
    expirationDate: instantSchema.nullable(),
  });
/** A key that was found. */
export type UsedKey = Readonly<z.infer<typeof usedKeySchema>>;

/** A place where a key was found. */
const usedPlaceSchema = z.object({
  /** Path below the folder, with the separators of the system. */
  path: z.string(),
  /** Both from 1; the column counts UTF-16 units, as editors do. */
  line: z.int().positive(),
  column: z.int().positive(),
  part: z.enum(USED_PARTS),
  /** Index in the found keys. */
  key: z.int().nonnegative(),
});
/** A place where a key was found. */
export type UsedPlace = Readonly<z.infer<typeof usedPlaceSchema>>;

/** Result of a search. */
const keyUsageSchema = z.object({
  folder: z.string(),
  stoppedBy: z.enum(SCAN_STOPS).nullable(),
  folders: z.int().nonnegative(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  keys: z.array(usedKeySchema).readonly(),
  /** In the order of the paths. */
  places: z.array(usedPlaceSchema).readonly(),
  gaps: z.array(scanGapsSchema).readonly(),
  /** Number of keys whose token cannot be searched for, see {@link isSearchableToken}. */
  unsearchedKeys: z.int().nonnegative(),
  /** Number of keys whose token was searched for. */
  searchedKeys: z.int().nonnegative(),
  /** Number of keys whose secret was searched for too. */
  searchedSecrets: z.int().nonnegative(),
  /** Number of secrets that should be in the keychain and could not be read. */
  missingSecrets: z.int().nonnegative(),
  /** Number of connections whose list was never loaded on this computer. */
  connectionsWithoutList: z.int().nonnegative(),
});
/** Result of a search. */
export type KeyUsageResult = Readonly<z.infer<typeof keyUsageSchema>>;

/** State of the page. */
export const keyUsageStateSchema = z.object({
  /** Absolute path of the chosen folder; `null` if none was chosen since the start. */
  folder: z.string().nullable(),
  /** `null` while nothing is searched. */
  progress: scanProgressSchema.nullable(),
  /** The last result; `null` while a search runs. */
  result: keyUsageSchema.nullable(),
});
/** State of the page. */
export type KeyUsageState = Readonly<z.infer<typeof keyUsageStateSchema>>;

/** Columns of the exported table, in order. */
export const USAGE_COLUMNS = [
  'path',
  'line',
  'column',
  'part',
  'connection',
  'fullName',
  'username',
  'token',
  'expirationDate',
  'status',
] as const;
/** One column out of {@link USAGE_COLUMNS}. */
export type UsageColumn = (typeof USAGE_COLUMNS)[number];

/** A token with 32 hexadecimal digits, as the platform assigns them, or an adopted one of other characters of Base64. */
const SEARCHABLE_TOKEN = /^(?:[\da-f]{32}|[\w+/-]{8,512})$/i;

/** Whether a token can be found in files: it has to be one word. */
export function isSearchableToken(token: string): boolean {
  return SEARCHABLE_TOKEN.test(token);
}
