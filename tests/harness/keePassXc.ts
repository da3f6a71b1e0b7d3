import { type ChildProcess, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateSession, startPrivateSession } from './privateSession.ts';
import { startVirtualDisplay } from './virtualDisplay.ts';

/** Titles of dialogs, or parts of them: the password, whether a program may read entries, and a new database. */
const UNLOCK = 'Unlock Database';
const ACCESS = 'Access Request';
const NEW_DATABASE = 'Create a new';

/** An id that no database has, in the two forms in which KeePass files contain it. */
const ROOT_ID = '{00112233-4455-6677-8899-aabbccddeeff}';
const ROOT_ID_BASE64 = Buffer.from(ROOT_ID.replace(/[^\da-f]/g, ''), 'hex').toString('base64');

/** How KeePassXC is set up. */
export interface KeePassXcOptions {
  /** Whether the database is exposed to the Secret Service. Default: true. */
  readonly isExposed?: boolean;
  /** Whether it asks before a program may read an entry, as it does by default. */
  readonly asksForAccess?: boolean;
}

/** A real KeePassXC as the Secret Service, with a new database. */
export interface KeePassXc {
  readonly environment: PrivateSession['environment'];
  /** Starts KeePassXC with the database unlocked or locked. */
  start(state: 'unlocked' | 'locked'): Promise<void>;
  kill(): Promise<void>;
  /** Starts KWallet in the same session, where KeePassXC stays the Secret Service. */
  startKWalletBeside(): Promise<void>;
  /** Allows the client that asks next. */
  allow(): Promise<void>;
  deny(): Promise<void>;
  unlock(): Promise<void>;
  dismissUnlock(): Promise<void>;
  /** Number of open dialogs. */
  countDialogs(): Promise<number>;
  /** Groups and titles of the saved entries, like `Root/KeyDesk/app-lock`, and whether the file contains a secret. */
  readFile(secret: string): { readonly entries: readonly string[]; readonly hasSecret: boolean };
  stop(): Promise<void>;
}

/** Starts KeePassXC, unlocked. Linux only; needs the packages dbus, keepassxc, xvfb and xdotool. */
export async function startKeePassXc({
  isExposed = true,
  asksForAccess = true,
}: KeePassXcOptions = {}): Promise<KeePassXc> {
  const display = await startVirtualDisplay();
  const session = await startPrivateSession({ variables: display.environment });
  const env = { ...process.env, ...session.environment, LC_ALL: 'C.UTF-8' };
  const password = randomBytes(8).toString('hex');
  const database = join(session.folder, 'db.kdbx');
  const settings = join(session.environment.XDG_CONFIG_HOME ?? '', 'keepassxc');
  mkdirSync(settings);
  writeFileSync(
    join(settings, 'keepassxc.ini'),
    `[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n` +
      `[FdoSecrets]\nEnabled=true\nShowNotification=false\nConfirmAccessItem=${asksForAccess}\n`,
  );
  const xml = join(session.folder, 'db.xml');
  writeFileSync(xml, databaseXml(isExposed));
  execFileSync('keepassxc-cli', ['import', '--set-password', xml, database], {
    env,
    input: `${password}\n${password}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  let program: ChildProcess | null = null;
  const keePassXc: KeePassXc = {
    environment: session.environment,
    start: async (state) => {
      const isUnlocked = state === 'unlocked';
      const parameters = [...(isUnlocked ? ['--pw-stdin'] : []), database];
      program = session.start('keepassxc', parameters, isUnlocked ? `${password}\n` : null);
      await session.waitForOwner('org.freedesktop.secrets');
      await display.waitFor(isUnlocked ? 'db.kdbx - KeePassXC' : 'Locked. - KeePassXC');
    },
    kill: () => session.end(program, 'org.freedesktop.secrets'),
    startKWalletBeside: async () => {
      session.start('kwalletd5', []);
      await session.waitForOwner('org.kde.kwalletd5');
    },
    allow: () => display.answer(ACCESS, 'Return'),
    deny: () => display.answer(ACCESS, 'Escape'),
    unlock: () => display.answer(UNLOCK, 'Return', password),
    dismissUnlock: () => display.answer(UNLOCK, 'Escape'),
    countDialogs: async () => {
      const counts = await Promise.all([UNLOCK, ACCESS, NEW_DATABASE].map(display.count));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    readFile: (secret) => {
      const run = (...command: readonly string[]): string =>
        execFileSync('keepassxc-cli', [...command, database], { env, input: `${password}\n`, encoding: 'utf8' });
      const entries = run('ls', '--quiet', '--recursive', '--flatten').split('\n');
      return { entries: entries.filter(Boolean), hasSecret: run('export', '--quiet').includes(secret) };
    },
    stop: async () => {
      await session.stop();
      await display.stop();
    },
  };
  try {
    await keePassXc.start('unlocked');
  } catch (error) {
    await keePassXc.stop();
    throw error;
  }
  return keePassXc;
}

function databaseXml(isExposed: boolean): string {
  const exposed = `<CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>${ROOT_ID}</Value></Item></CustomData>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
  <Meta><RecycleBinEnabled>True</RecycleBinEnabled><HistoryMaxItems>10</HistoryMaxItems>${isExposed ? exposed : ''}</Meta>
  <Root><Group><UUID>${ROOT_ID_BASE64}</UUID><Name>Root</Name></Group></Root>
</KeePassFile>`;
}
