import type { ChildProcess } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type PrivateSession, startPrivateSession } from './privateSession.ts';
import { startVirtualDisplay } from './virtualDisplay.ts';

/** Title of every dialog of KWallet. */
const DIALOG = 'KDE Wallet Service';
const SECRETS = 'org.freedesktop.secrets';
const GET = 'org.freedesktop.DBus.Properties.Get';
const SERVICE = ['org.kde.kwalletd5', '/modules/kwalletd5'] as const;

/** A real KWallet as the Secret Service, under a password that can be typed. */
export interface KWallet {
  readonly environment: PrivateSession['environment'];
  /** Starts the daemon. @param state whether the wallet is open, as after signing in to the desktop. */
  startDaemon(state: 'open' | 'closed'): Promise<void>;
  killDaemon(): Promise<void>;
  /** Creates the wallet or opens it, as signing in to the desktop does. */
  signIn(): Promise<void>;
  /** A number that changes when the wallet is saved, about five seconds after a change. */
  saveStamp(): number;
  /** Waits until the wallet is saved. @param stamp what {@link saveStamp} gave before the change. */
  untilSaved(stamp: number): Promise<void>;
  /** Waits for the dialog and enters the password. */
  unlock(): Promise<void>;
  /** Waits for the dialog and closes it. */
  dismiss(): Promise<void>;
  countDialogs(): Promise<number>;
  /** Waits for a dialog and leaves it open. */
  untilAsked(): Promise<void>;
  /** Names of all items in the wallet. */
  readNames(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/**
 * Starts KWallet. Linux only; needs the packages dbus, libkf5wallet-bin, libqca-qt5-2-plugins, xvfb and xdotool.
 * @param state `open`: with an empty wallet; `none`: without a wallet.
 */
export async function startKWallet(state: 'open' | 'none' = 'open'): Promise<KWallet> {
  const display = await startVirtualDisplay();
  const session = await startPrivateSession({ variables: display.environment });
  const { XDG_CONFIG_HOME: settings = '', XDG_DATA_HOME: data = '' } = session.environment;
  writeFileSync(
    join(settings, 'kwalletrc'),
    `[Wallet]\nEnabled=true\nFirst Use=${state === 'none'}\n[org.freedesktop.secrets]\napiEnabled=true\n`,
  );
  const folder = join(data, 'kwalletd');
  mkdirSync(folder);
  // As pam_kwallet derives the key.
  const salt = randomBytes(56);
  writeFileSync(join(folder, 'kdewallet.salt'), salt);
  const password = randomBytes(8).toString('hex');
  const key = [...pbkdf2Sync(password, salt, 50_000, 56, 'sha512')].join();
  const saveStamp = (): number => statSync(join(folder, 'kdewallet.kwl')).mtimeMs;
  let daemon: ChildProcess | null = null;
  const kWallet: KWallet = {
    environment: session.environment,
    startDaemon: async (wallet) => {
      daemon = session.start('kwalletd5', []);
      await session.waitForOwner(SECRETS);
      if (wallet === 'open') {
        await kWallet.signIn();
      }
    },
    killDaemon: () => session.end(daemon, SECRETS),
    signIn: async () => {
      await session.call(...SERVICE, 'org.kde.KWallet.pamOpen', 'string:kdewallet', `array:byte:${key}`, 'int32:0');
      await vi.waitFor(async () =>
        expectTrue(await session.call(...SERVICE, 'org.kde.KWallet.isOpen', 'string:kdewallet')),
      );
    },
    saveStamp,
    untilSaved: (stamp) => vi.waitUntil(() => saveStamp() !== stamp, { timeout: 60_000 }).then(() => {}),
    unlock: () => display.answer(DIALOG, 'Return', password),
    dismiss: () => display.answer(DIALOG, 'Escape'),
    countDialogs: () => display.count(DIALOG),
    untilAsked: () => display.waitFor(DIALOG).then(() => {}),
    readNames: async () => {
      const read = async (path: string, name: string, property: string): Promise<string[]> => {
        const reply = await session.call(
          SECRETS,
          path,
          GET,
          `string:org.freedesktop.Secret.${name}`,
          `string:${property}`,
        );
        return [...reply.matchAll(/(?:object path|string) "(.*)"/g)].map(([, value = '']) => value);
      };
      const items = await read('/org/freedesktop/secrets/collection/kdewallet', 'Collection', 'Items');
      return (await Promise.all(items.map((item) => read(item, 'Item', 'Label')))).flat();
    },
    stop: async () => {
      await session.stop();
      await display.stop();
    },
  };
  try {
    await kWallet.startDaemon(state === 'open' ? 'open' : 'closed');
    if (state === 'open') {
      // The daemon offers a wallet to clients of the Secret Service only after its next start.
      await kWallet.killDaemon();
      await kWallet.startDaemon('open');
    }
  } catch (error) {
    await kWallet.stop();
    throw error;
  }
  return kWallet;
}

function expectTrue(reply: string): void {
  if (!reply.includes('boolean true')) {
    throw new Error('The wallet was not opened');
  }
}
