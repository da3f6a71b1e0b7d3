import { z } from 'zod';
import { storedConnectionSchema } from './connection.ts';

/** Languages of the interface. */
export const LANGUAGES = ['en', 'ru'] as const;

/** What the user chose about the window itself. `system` follows the operating system. */
export const preferencesSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
});
/** What the user chose about the window itself. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

/** A secret key that was kept on this computer: where it is and what it belongs to, never the value. */
export const keptSecretSchema = z.object({
  /** Names the keychain item. */
  id: z.string(),
  connectionId: z.string(),
  keyId: z.string(),
  /** Token of the key when the secret was kept. */
  token: z.string(),
});
/** A secret key that was kept on this computer, without its value. */
export type KeptSecret = Readonly<z.infer<typeof keptSecretSchema>>;

/** Everything in the settings file. Never a password, a secret key or a list of keys. */
export const settingsSchema = z.object({
  schemaVersion: z.literal(1),
  preferences: preferencesSchema,
  connections: z.array(storedConnectionSchema).readonly(),
  /** Identifier of the connection that the window shows; `null` before the first choice. */
  activeConnectionId: z.string().nullable(),
  /**
   * Names of the keychain items that are about to be written or deleted. The keychain cannot be listed, so an item has
   * to be named here before it exists, or a crash would leave it there for good.
   */
  pendingSecretIds: z.array(z.string()).readonly().default([]),
  keptSecrets: z.array(keptSecretSchema).readonly().default([]),
});
/** Everything in the settings file. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** The settings of a first start. */
export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 1,
  preferences: { language: 'system', theme: 'system' },
  connections: [],
  activeConnectionId: null,
  pendingSecretIds: [],
  keptSecrets: [],
};
