/**
 * The Secret Service on the session bus: which program provides it, and whether it can be used. keytar reports errors as
 * text only, and some states as "no such item", so that these are read from the bus. Nothing here prompts the user.
 *
 * Sources: the Secret Service API of freedesktop.org; names on the bus from gnome-keyring 42, KWallet 5.103 and
 * KeePassXC 2.7.4; those of KDE Frameworks 6 are not tested.
 */
import type { KeychainProvider, KeychainReason } from '../../../shared/model/appState.ts';
import { BUS, type CallSessionBus } from '../system/sessionBus.ts';

/** Name of the service on the bus. */
const SECRET_SERVICE = 'org.freedesktop.secrets';
const SERVICE = [SECRET_SERVICE, '/org/freedesktop/secrets'] as const;
const SERVICE_INTERFACE = 'org.freedesktop.Secret.Service';
const GET_PROPERTY = 'org.freedesktop.DBus.Properties.Get';
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
  /** Whether there is no collection at all; without a default one, items in others can still be read. */
  readonly isEmpty: boolean;
}

/** Where no Secret Service is involved: the keychains of Windows and macOS. */
export const SYSTEM_KEYCHAIN: SecretServiceState = { provider: 'system', reason: null, isEmpty: false };
const UNKNOWN: SecretServiceState = { provider: 'unknown', reason: null, isEmpty: false };

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
    const name = await findProvider(call, names);
    const provider = (name === null ? null : PROVIDERS[name]) ?? 'unknown';
    const [collection = '/'] = valuesOf(await call(...SERVICE, `${SERVICE_INTERFACE}.ReadAlias`, 'string:default'));
    if (collection !== '/') {
      return { provider, reason: (await isLocked(call, collection, name)) ? 'locked' : null, isEmpty: false };
    }
    const property = [`string:${SERVICE_INTERFACE}`, 'string:Collections'];
    const isEmpty = valuesOf(await call(...SERVICE, GET_PROPERTY, ...property)).length === 0;
    return { provider, reason: 'noCollection', isEmpty };
  } catch {
    // It may have ended just now, or does not follow the specification.
    return UNKNOWN;
  }
}

/** The name in {@link PROVIDERS} of the program that owns the service; others of them may run beside it. */
async function findProvider(call: CallSessionBus, names: readonly string[]): Promise<string | null> {
  const ownerOf = async (name: string): Promise<string> =>
    valuesOf(await call(...BUS, 'org.freedesktop.DBus.GetNameOwner', `string:${name}`)).join();
  const known = Object.keys(PROVIDERS).filter((name) => names.includes(name));
  const [owner, ...owners] = await Promise.all([SECRET_SERVICE, ...known].map(ownerOf));
  return known[owners.indexOf(owner ?? '')] ?? null;
}

/** Whether a collection is locked, as far as known. @param provider a name in {@link PROVIDERS}. */
async function isLocked(call: CallSessionBus, collection: string, provider: string | null): Promise<boolean> {
  if (provider === null || PROVIDERS[provider] !== 'kWallet') {
    return hasTrue(await call(SECRET_SERVICE, collection, GET_PROPERTY, `string:${COLLECTION}`, 'string:Locked'));
  }
  // KWallet reports a collection as locked to each client until that client has unlocked it.
  const wallet = collection.slice(collection.lastIndexOf('/') + 1);
  const module = /^org\.kde\.(kwalletd\d)$/.exec(provider)?.[1];
  return (
    module !== undefined &&
    !hasTrue(await call(provider, `/modules/${module}`, 'org.kde.KWallet.isOpen', `string:${wallet}`))
  );
}

/** Strings and object paths in the output of `dbus-send`. */
function valuesOf(reply: string): string[] {
  return [...reply.matchAll(/^\s*(?:variant\s+)?(?:string|object path) "(.*)"$/gm)].map(([, value = '']) => value);
}

function hasTrue(reply: string): boolean {
  return /^\s*(?:variant\s+)?boolean true$/m.test(reply);
}
