/**
 * The Secret Service on the session bus: which program provides it, and whether it can be used. keytar reports errors as
 * text only, and some states as "no such item", so that these are read from the bus. Nothing here prompts the user.
 *
 * Sources: the Secret Service API of freedesktop.org; names on the bus from gnome-keyring 42, KWallet 5.103 and
 * KeePassXC 2.7.4, and for KWallet of KDE Frameworks 6 from its sources.
 */
import type { KeychainProvider, KeychainReason } from '../../../shared/model/appState.ts';
import { BUS, type CallSessionBus } from '../system/sessionBus.ts';

/** Name of the service on the bus. */
const SECRET_SERVICE = 'org.freedesktop.secrets';
const SERVICE_PATH = '/org/freedesktop/secrets';
const GET_PROPERTY = 'org.freedesktop.DBus.Properties.Get';
const READ_ALIAS = 'org.freedesktop.Secret.Service.ReadAlias';
const COLLECTION = 'org.freedesktop.Secret.Collection';

/** Names that only one provider owns. */
const PROVIDERS: Readonly<Record<string, KeychainProvider>> = {
  'org.gnome.keyring': 'gnomeKeyring',
  'org.kde.kwalletd5': 'kWallet',
  'org.kde.kwalletd6': 'kWallet',
  'org.kde.ksecretd': 'kWallet',
  'org.keepassxc.KeePassXC.MainWindow': 'keePassXc',
};

/** State of the Secret Service. */
export interface SecretServiceState {
  readonly provider: KeychainProvider;
  /** Why it cannot be used; `null` if nothing is known to prevent that. */
  readonly reason: Extract<KeychainReason, 'noBus' | 'noService' | 'noCollection' | 'locked'> | null;
}

/** Where no Secret Service is involved: the keychains of Windows and macOS. */
export const SYSTEM_KEYCHAIN: SecretServiceState = { provider: 'system', reason: null };
const UNKNOWN: SecretServiceState = { provider: 'unknown', reason: null };

/**
 * Reads the state of the Secret Service. Never rejects. A service that the bus would start on demand counts as `noService`
 * until it runs.
 * @param call `null` if there is no session bus.
 */
export async function inspectSecretService(call: CallSessionBus | null): Promise<SecretServiceState> {
  if (call === null) {
    return { ...UNKNOWN, reason: 'noBus' };
  }
  let names: readonly string[];
  try {
    names = valuesOf(await call(...BUS, 'org.freedesktop.DBus.ListNames'));
  } catch (error) {
    const isProgramMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { ...UNKNOWN, reason: isProgramMissing ? null : 'noBus' };
  }
  if (!names.includes(SECRET_SERVICE)) {
    return { ...UNKNOWN, reason: 'noService' };
  }
  try {
    const [provider, reason] = await Promise.all([findProvider(call, names), findReason(call, names)]);
    return { provider, reason };
  } catch {
    // It may have ended just now, or does not follow the specification.
    return UNKNOWN;
  }
}

async function findProvider(call: CallSessionBus, names: readonly string[]): Promise<KeychainProvider> {
  const ownerOf = (name: string): Promise<string> =>
    call(...BUS, 'org.freedesktop.DBus.GetNameOwner', `string:${name}`);
  const owner = valuesOf(await ownerOf(SECRET_SERVICE)).join();
  for (const [name, provider] of Object.entries(PROVIDERS)) {
    // A program may run without providing the service.
    if (names.includes(name) && valuesOf(await ownerOf(name)).join() === owner) {
      return provider;
    }
  }
  return 'unknown';
}

async function findReason(call: CallSessionBus, names: readonly string[]): Promise<SecretServiceState['reason']> {
  const alias = await call(SECRET_SERVICE, SERVICE_PATH, READ_ALIAS, 'string:default');
  const [collection = '/'] = valuesOf(alias);
  if (collection === '/') {
    return 'noCollection';
  }
  // KWallet reports a collection as locked to each client until that client has unlocked it.
  const kWallet = names.find((name) => /^org\.kde\.kwalletd\d$/.test(name));
  if (kWallet !== undefined) {
    const wallet = collection.slice(collection.lastIndexOf('/') + 1);
    const isOpen = call(kWallet, `/modules/${kWallet.split('.').at(-1)}`, 'org.kde.KWallet.isOpen', `string:${wallet}`);
    return hasTrue(await isOpen) ? null : 'locked';
  }
  const isLocked = await call(SECRET_SERVICE, collection, GET_PROPERTY, `string:${COLLECTION}`, 'string:Locked');
  return hasTrue(isLocked) ? 'locked' : null;
}

/** Strings and object paths in the output of `dbus-send`. */
function valuesOf(reply: string): string[] {
  return [...reply.matchAll(/^\s*(?:variant\s+)?(?:string|object path) "(.*)"$/gm)].map(([, value = '']) => value);
}

function hasTrue(reply: string): boolean {
  return /^\s*(?:variant\s+)?boolean true$/m.test(reply);
}
