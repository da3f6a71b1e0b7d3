import { z } from 'zod';
import { storedAdoptedKeySchema } from './adoptedKey.ts';
import { calendarFileSchema } from './calendar.ts';
import { storedConnectionSchema } from './connection.ts';
import { HAND_OVER_FORMS } from './handOver.ts';
import { DEFAULT_POLICY, storedPolicySchema } from './hygienePolicy.ts';
import { storedIgnoredSchema } from './ignoredFinding.ts';
import { installationFactsSchema } from './installationFacts.ts';
import { instantSchema } from './instant.ts';
import { DEFAULT_KEY_VIEW, keyViewSchema } from './keyView.ts';
import { DEFAULT_REMINDER_DAYS, reminderDaysSchema } from './reminder.ts';

/** Languages of the interface. */
export const LANGUAGES = ['en', 'ru'] as const;

/** Limits of the time after which a copied secret is cleared, in seconds. */
export const CLIPBOARD_SECONDS = { minimum: 10, maximum: 120 } as const;

/** Limits of the zoom of the window, in percent. */
export const ZOOM_PERCENT = { minimum: 50, maximum: 300 } as const;

/** Choices for the idle time after which KeyDesk locks, in minutes. */
export const LOCK_MINUTES = [1, 5, 10, 15, 30, 60] as const;

/** Preferences of the user. `system` follows the operating system. */
export const preferencesSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Zoom of the window, in percent. */
  zoomPercent: z.int().min(ZOOM_PERCENT.minimum).max(ZOOM_PERCENT.maximum),
  /** Seconds after which a copied secret is cleared from the clipboard; `null` for never. */
  clipboardSeconds: z.int().min(CLIPBOARD_SECONDS.minimum).max(CLIPBOARD_SECONDS.maximum).nullable(),
  /** Whether quitting clears a copied secret. */
  clipboardClearsOnQuit: z.boolean(),
  /** Idle minutes after which KeyDesk locks; `null` for never. */
  lockMinutes: z.literal(LOCK_MINUTES).nullable(),
  /** Whether KeyDesk locks when the screen is locked or the computer goes to sleep. */
  locksWithSystem: z.boolean(),
  /** In which form a key was handed over last. */
  handOverForm: z.enum(HAND_OVER_FORMS),
});
/** Preferences of the user. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

/** Index entry of a secret key in the keychain; without its value. */
const cachedSecretSchema = z.object({
  /** Name of the keychain item. */
  id: z.string(),
  connectionId: z.string(),
  keyId: z.string(),
  /** Token of the key when the secret was stored. */
  token: z.string(),
});
/** Index entry of a secret key in the keychain. */
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
  handOverForm: 'message',
};

/** State of the lock that does not depend on the keychain. */
const lockSettingsSchema = z.object({
  /** Whether a passphrase is set. Stored here, so that KeyDesk stays locked while the keychain is unavailable. */
  hasPassphrase: z.boolean(),
});
const DEFAULT_LOCK = { hasPassphrase: false };

/** Preferences in the settings file; those missing in an older file have their defaults. */
const storedPreferencesSchema = preferencesSchema.extend({
  zoomPercent: preferencesSchema.shape.zoomPercent.default(DEFAULT_PREFERENCES.zoomPercent),
  clipboardSeconds: preferencesSchema.shape.clipboardSeconds.default(DEFAULT_PREFERENCES.clipboardSeconds),
  clipboardClearsOnQuit: preferencesSchema.shape.clipboardClearsOnQuit.default(
    DEFAULT_PREFERENCES.clipboardClearsOnQuit,
  ),
  lockMinutes: preferencesSchema.shape.lockMinutes.default(DEFAULT_PREFERENCES.lockMinutes),
  locksWithSystem: preferencesSchema.shape.locksWithSystem.default(DEFAULT_PREFERENCES.locksWithSystem),
  // Also for a form that an earlier version does not have.
  handOverForm: preferencesSchema.shape.handOverForm.catch(DEFAULT_PREFERENCES.handOverForm),
});

/** Where the window was last, in device-independent pixels. */
const windowStateSchema = z.object({
  /** Size while neither maximized nor in full screen. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Position on the desktop; `null` where the display server does not tell it, as on Wayland. */
  position: z.object({ x: z.int(), y: z.int() }).nullable(),
  isMaximized: z.boolean(),
});
/** Where the window was last. */
export type WindowState = Readonly<z.infer<typeof windowStateSchema>>;

/** Content of the settings file. Contains no passwords, secret keys or key lists. */
export const settingsSchema = z.object({
  schemaVersion: z.literal(1),
  preferences: storedPreferencesSchema,
  /** `null` before the window was moved or resized. An invalid one is dropped. */
  window: windowStateSchema.nullable().catch(null).default(null),
  lock: lockSettingsSchema.default(DEFAULT_LOCK),
  connections: z.array(storedConnectionSchema).readonly(),
  /** Id of the connection that the window shows; `null` before the first choice. */
  activeConnectionId: z.string().nullable(),
  /**
   * Names of keychain items that are about to be written or deleted. Keychains cannot be enumerated, so an item is
   * recorded here before it is created; otherwise a crash could leave it there for good.
   */
  pendingSecretIds: z.array(z.string()).readonly().default([]),
  keptSecrets: z.array(cachedSecretSchema).readonly().default([]),
  adoptedKeys: z.array(storedAdoptedKeySchema).readonly().default([]),
  /** Layouts of the key tables, by connection id. An invalid one is replaced by the default. */
  keyViews: z.record(z.string(), keyViewSchema.catch(DEFAULT_KEY_VIEW)).default({}),
  /** What is to be cleaned up, by connection id. */
  hygienePolicies: z.record(z.string(), storedPolicySchema.catch(DEFAULT_POLICY)).default({}),
  /** Findings that are ignored, by connection id. Invalid ones are dropped. */
  ignoredFindings: z.record(z.string(), storedIgnoredSchema).default({}),
  /** Days on which reminders are due, by connection id, where the user has changed them. */
  reminderDays: z.record(z.string(), reminderDaysSchema.catch([...DEFAULT_REMINDER_DAYS])).default({}),
  /** What the installations last reported about themselves, by connection id. Invalid facts are dropped. */
  installationFacts: z.record(z.string(), installationFactsSchema.nullable().catch(null)).default({}),
  /** The calendar file that is kept up to date; `null` if none is. An invalid one is dropped. */
  calendarFile: calendarFileSchema.nullable().catch(null).default(null),
  /** When the window was last known to be open; `null` at the first start. An invalid one is dropped. */
  lastSeenAt: instantSchema.nullable().catch(null).default(null),
});
/** Content of the settings file. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** The settings of a first start. */
export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 1,
  preferences: DEFAULT_PREFERENCES,
  window: null,
  lock: DEFAULT_LOCK,
  connections: [],
  activeConnectionId: null,
  pendingSecretIds: [],
  keptSecrets: [],
  adoptedKeys: [],
  keyViews: {},
  hygienePolicies: {},
  ignoredFindings: {},
  reminderDays: {},
  installationFacts: {},
  calendarFile: null,
  lastSeenAt: null,
};
