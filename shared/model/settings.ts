import { z } from 'zod';
import { storedConnectionSchema } from './connection.ts';
import { DEFAULT_KEY_VIEW, keyViewSchema } from './keyView.ts';

/** Languages of the interface. */
export const LANGUAGES = ['en', 'ru'] as const;

/** Shortest and longest time for which a copied secret may stay on the clipboard, in seconds. */
export const CLIPBOARD_SECONDS = { minimum: 10, maximum: 120 } as const;

/** Smallest and largest zoom of the window, in percent. */
export const ZOOM_PERCENT = { minimum: 50, maximum: 300 } as const;

/** After how many minutes without keyboard and mouse KeyDesk can lock itself. */
export const LOCK_MINUTES = [1, 5, 10, 15, 30, 60] as const;

/** What the user chose about the window and what it does by itself. `system` follows the operating system. */
export const preferencesSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** How large everything in the window is, in percent. */
  zoomPercent: z.int().min(ZOOM_PERCENT.minimum).max(ZOOM_PERCENT.maximum),
  /** After how many seconds a copied secret is cleared from the clipboard; `null` leaves it there. */
  clipboardSeconds: z.int().min(CLIPBOARD_SECONDS.minimum).max(CLIPBOARD_SECONDS.maximum).nullable(),
  /** Whether quitting clears a copied secret. */
  clipboardClearsOnQuit: z.boolean(),
  /** After how many minutes without keyboard and mouse KeyDesk locks itself; `null` for never. */
  lockMinutes: z.literal(LOCK_MINUTES).nullable(),
  /** Whether KeyDesk locks itself when the screen is locked or the computer goes to sleep. */
  locksWithSystem: z.boolean(),
});
/** What the user chose about the window and what it does by itself. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

/** A secret key that was kept on this computer: where it is and what it belongs to, never the value. */
const cachedSecretSchema = z.object({
  /** Names the keychain item. */
  id: z.string(),
  connectionId: z.string(),
  keyId: z.string(),
  /** Token of the key when the secret was kept. */
  token: z.string(),
});
/** A secret key that was kept on this computer, without its value. */
export type CachedSecret = Readonly<z.infer<typeof cachedSecretSchema>>;
/** The preferences of a first start. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  zoomPercent: 100,
  clipboardSeconds: 30,
  clipboardClearsOnQuit: true,
  lockMinutes: 15,
  locksWithSystem: true,
};

/** What is known of the lock without asking the keychain. */
const lockSettingsSchema = z.object({
  /** Whether a passphrase was set. Kept here, so that a keychain that is away does not open the door. */
  hasPassphrase: z.boolean(),
});
const DEFAULT_LOCK = { hasPassphrase: false };

/** The preferences as older files hold them: what they do not know yet has its default. */
const storedPreferencesSchema = preferencesSchema.extend({
  zoomPercent: preferencesSchema.shape.zoomPercent.default(DEFAULT_PREFERENCES.zoomPercent),
  clipboardSeconds: preferencesSchema.shape.clipboardSeconds.default(DEFAULT_PREFERENCES.clipboardSeconds),
  clipboardClearsOnQuit: preferencesSchema.shape.clipboardClearsOnQuit.default(
    DEFAULT_PREFERENCES.clipboardClearsOnQuit,
  ),
  lockMinutes: preferencesSchema.shape.lockMinutes.default(DEFAULT_PREFERENCES.lockMinutes),
  locksWithSystem: preferencesSchema.shape.locksWithSystem.default(DEFAULT_PREFERENCES.locksWithSystem),
});

/** Everything in the settings file. Never a password, a secret key or a list of keys. */
export const settingsSchema = z.object({
  schemaVersion: z.literal(1),
  preferences: storedPreferencesSchema,
  lock: lockSettingsSchema.default(DEFAULT_LOCK),
  connections: z.array(storedConnectionSchema).readonly(),
  /** Identifier of the connection that the window shows; `null` before the first choice. */
  activeConnectionId: z.string().nullable(),
  /**
   * Names of the keychain items that are about to be written or deleted. The keychain cannot be listed, so an item has
   * to be named here before it exists, or a crash would leave it there for good.
   */
  pendingSecretIds: z.array(z.string()).readonly().default([]),
  keptSecrets: z.array(cachedSecretSchema).readonly().default([]),
  /** How the tables of keys are arranged, by connection. One that cannot be read is worth less than the rest. */
  keyViews: z.record(z.string(), keyViewSchema.catch(DEFAULT_KEY_VIEW)).default({}),
});
/** Everything in the settings file. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** The settings of a first start. */
export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 1,
  preferences: DEFAULT_PREFERENCES,
  lock: DEFAULT_LOCK,
  connections: [],
  activeConnectionId: null,
  pendingSecretIds: [],
  keptSecrets: [],
  keyViews: {},
};
