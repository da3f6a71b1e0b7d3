import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { DAY_MS } from '../../shared/model/instant.ts';
import { hashPassword, PasswordVerifier } from './authentication/passwordHash.ts';
import { SecretCipher } from './authentication/secretCipher.ts';
import { buildServer, portOf } from './http/buildServer.ts';
import type { ReportFailure } from './http/sendError.ts';
import { SERVER_LIMITS, type ServerLimits } from './http/serverLimits.ts';
import { LISTENING_HOST, localOrigin } from './ownAddress.ts';
import { PlatformStartError } from './platformStartError.ts';
import { ADMINISTRATOR } from './sample/sampleAccounts.ts';
import { type DataSetSize, seedDatabase } from './sample/seedDatabase.ts';
import { AccessLogFiles, type AccessLogFilesOptions } from './storage/accessLogFiles.ts';
import { AccountStorage } from './storage/accountStorage.ts';
import type { CommitWatch } from './storage/commitWatch.ts';
import type { DatabaseEngine, PlatformDatabase } from './storage/databaseEngine.ts';
import { verifyEncryptionKey } from './storage/encryptionKeyCheck.ts';
import { openDatabase } from './storage/openDatabase.ts';
import { postgresEngine } from './storage/postgres/postgresEngine.ts';
import { sqliteEngine, sqliteEngineIn } from './storage/sqliteEngine.ts';

/** Where a platform stores its data; `null` is in memory, until it stops. */
export type DatabaseLocation = { readonly dataFolder: string } | { readonly url: string } | null;

/** Options of the embedded platform. */
export interface PlatformOptions {
  /** Port on 127.0.0.1; 0 selects a free one. */
  readonly port: number;
  readonly database: DatabaseLocation;
  /** Where a proxy or tunnel makes the platform available; none by default. */
  readonly publicAddress?: URL | null;
  /** 32 bytes in base64 that encrypt secret keys. Cannot be changed for an existing database. */
  readonly encryptionKey: string;
  /** Password of the account `admin`, also for a database that had another; `null` generates one for a new database. */
  readonly adminPassword: string | null;
  /** Whether a new database gets the sample roles, accounts and keys. */
  readonly sample: boolean;
  /** Number of accounts and keys of a new database, including the sample; the rest is generated. */
  readonly generated?: DataSetSize;
  /** Milliseconds since the epoch, UTC; replaced in tests. */
  readonly now?: () => number;
  /** Called with failures that clients only see as status 5xx. */
  readonly reportFailure?: ReportFailure;
  /** Where the access log is written, see docs/last-use.md; nowhere by default. */
  readonly accessLog?: AccessLogFilesOptions | null;
  /** In how many days from the start passwords expire, as reported; `null` for never. They still work afterwards. */
  readonly passwordDays?: number | null;
  /** Overrides of the default limits. */
  readonly limits?: Partial<ServerLimits>;
}

/** A running platform. */
export interface RunningPlatform {
  /** For example `http://127.0.0.1:8787`, without a trailing slash. */
  readonly address: string;
  /** Password of `admin` if it was generated now, else `null`. */
  readonly adminPassword: string | null;
  /** Lets running requests complete for up to two seconds, then closes all connections and the database. */
  stop(): Promise<void>;
}

const DRAIN_LIMIT_MS = 2000;
const PASSWORD_BYTES = 18;

/**
 * Starts the embedded platform: the admin API over HTTP on this machine only, with its database.
 * @throws PlatformStartError with a sentence for the user: the port is in use, the folder or the database cannot be
 * used, the encryption key is wrong.
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { now = Date.now, reportFailure = () => {} } = options;
  const cipher = new SecretCipher(options.encryptionKey);
  const engine = engineOf(options.database);
  const database = await openDatabase(engine);
  let commits: CommitWatch | null = null;
  const accessLog = options.accessLog == null ? null : new AccessLogFiles(options.accessLog);
  const close = async (): Promise<void> => {
    await accessLog?.close();
    commits?.close();
    await database.destroy();
  };
  try {
    commits = engine.watchCommits();
    await verifyEncryptionKey(database, cipher);
    const passwords = new PasswordVerifier();
    const adminPassword = await prepareAccounts(database, cipher, passwords, options, now());
    const app = await buildServer({
      database,
      commits,
      cipher,
      passwords,
      limits: { ...SERVER_LIMITS, ...options.limits },
      publicAddress: options.publicAddress ?? null,
      now,
      reportFailure,
      accessLog,
      passwordExpiry: options.passwordDays == null ? null : now() + options.passwordDays * DAY_MS,
      isUnavailable: engine.isUnavailable,
    });
    await listen(app, options.port);
    let stopped: Promise<void> | null = null;
    return {
      address: localOrigin(portOf(app)),
      adminPassword,
      stop: () => {
        stopped ??= drain(app).finally(close);
        return stopped;
      },
    };
  } catch (error) {
    await close();
    throw engine.toStartError(error) ?? error;
  }
}

/** Returns the database engine of a location. @throws PlatformStartError for a folder or address that cannot be used. */
export function engineOf(location: DatabaseLocation): DatabaseEngine {
  if (location === null) {
    return sqliteEngine(null);
  }
  return 'url' in location ? postgresEngine(location.url) : sqliteEngineIn(location.dataFolder);
}

/** Fills a new database, or sets the password of `admin`. @returns a password that was generated now. */
async function prepareAccounts(
  database: PlatformDatabase,
  cipher: SecretCipher,
  passwords: PasswordVerifier,
  { adminPassword, sample, generated = {} }: PlatformOptions,
  now: number,
): Promise<string | null> {
  const accounts = new AccountStorage(database);
  const present = (await accounts.findByUsername(ADMINISTRATOR.username))?.passwordHash ?? null;
  if (present !== null) {
    if (adminPassword !== null && (await passwords.verify(adminPassword, present)) !== 'right') {
      await accounts.replacePasswordHash(present, await hashPassword(adminPassword));
    }
    return null;
  }
  const password = adminPassword ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  const passwordHash = await hashPassword(password);
  const isNew = await seedDatabase(database, { cipher, passwordHash, hasSample: sample, size: generated, now });
  return isNew && adminPassword === null ? password : null;
}

async function listen(app: FastifyInstance, port: number): Promise<void> {
  try {
    await app.listen({ host: LISTENING_HOST, port });
  } catch (error) {
    await app.close();
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = isTaken ? 'is already in use' : 'cannot be listened on';
    throw new PlatformStartError(`Port ${port} of ${LISTENING_HOST} ${reason}.`, isTaken ? {} : { cause: error });
  }
}

async function drain(app: FastifyInstance): Promise<void> {
  const limit = setTimeout(() => app.server.closeAllConnections(), DRAIN_LIMIT_MS);
  await app.close().finally(() => clearTimeout(limit));
}
