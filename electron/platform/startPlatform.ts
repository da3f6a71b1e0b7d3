import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { hashPassword, PasswordVerifier } from './authentication/passwordHash.ts';
import { SecretCipher } from './authentication/secretCipher.ts';
import { buildServer, portOf } from './http/buildServer.ts';
import type { ReportFailure } from './http/sendError.ts';
import { SERVER_LIMITS, type ServerLimits } from './http/serverLimits.ts';
import { PlatformStartError, readOnlyDatabase } from './platformStartError.ts';
import { ADMINISTRATOR } from './sample/sampleAccounts.ts';
import { type DataSetSize, seedDatabase } from './sample/seedDatabase.ts';
import { AccountStorage } from './storage/accountStorage.ts';
import type { DatabaseEngine, PlatformDatabase } from './storage/databaseEngine.ts';
import { verifyEncryptionKey } from './storage/encryptionKeyCheck.ts';
import { openDatabase } from './storage/openDatabase.ts';
import { postgresEngine } from './storage/postgresEngine.ts';
import { sqliteEngine, sqliteEngineIn } from './storage/sqliteEngine.ts';

/** Where a platform keeps its data; `null` is the memory, until it stops. */
export type DatabaseLocation = { readonly dataFolder: string } | { readonly url: string } | null;

/** How the embedded platform is started. */
export interface PlatformOptions {
  /** Port of 127.0.0.1 to listen on; 0 takes a free one. */
  readonly port: number;
  readonly database: DatabaseLocation;
  /** 32 bytes in base64 under which secret keys are stored. It must be the same for the whole life of a database. */
  readonly encryptionKey: string;
  /** Password of the account `admin`, also on a database that had another; `null` makes one for a new database. */
  readonly adminPassword: string | null;
  /** Whether a new database gets the sample roles, accounts and keys. */
  readonly sample: boolean;
  /** How many accounts and keys a new database gets in all; the rest beyond the sample is generated. */
  readonly generated?: DataSetSize;
  /** Milliseconds since the epoch, UTC; the clock of the machine unless a test holds the time. */
  readonly now?: () => number;
  /** Called with failures that clients only see as status 5xx. */
  readonly reportFailure?: ReportFailure;
  /** Limits other than those of a platform in use. */
  readonly limits?: Partial<ServerLimits>;
}

/** A platform that answers. */
export interface RunningPlatform {
  /** For example `http://127.0.0.1:8787`, without a trailing slash. */
  readonly address: string;
  /** The password of `admin` when it was made just now, else `null`. */
  readonly adminPassword: string | null;
  /** Lets running requests end for up to two seconds, then closes every connection and the database. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const DRAIN_LIMIT_MS = 2000;
const PASSWORD_BYTES = 18;

/**
 * Starts the embedded platform: the admin API over HTTP on this machine only, with its database.
 * @throws PlatformStartError with a sentence for the person who starts it: the port is taken, the folder or the
 * database cannot be used, the encryption key does not fit.
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { now = Date.now, reportFailure = () => {} } = options;
  const cipher = new SecretCipher(options.encryptionKey);
  const engine = engineOf(options.database);
  const database = await openDatabase(engine);
  try {
    await verifyEncryptionKey(database, cipher);
    const passwords = new PasswordVerifier();
    const adminPassword = await prepareAccounts(database, cipher, passwords, options, now());
    const app = await buildServer({
      database,
      cipher,
      passwords,
      limits: { ...SERVER_LIMITS, ...options.limits },
      now,
      reportFailure,
      isUnavailable: engine.isUnavailable,
    });
    await listen(app, options.port);
    let stopped: Promise<void> | null = null;
    return {
      address: `http://${HOST}:${portOf(app)}`,
      adminPassword,
      stop: () => {
        stopped ??= drain(app).finally(() => database.destroy());
        return stopped;
      },
    };
  } catch (error) {
    await database.destroy();
    throw engine.isReadOnly(error) ? readOnlyDatabase(error) : error;
  }
}

/** Returns the engine that serves a place. @throws PlatformStartError for a folder that cannot be used. */
export function engineOf(location: DatabaseLocation): DatabaseEngine {
  if (location === null) {
    return sqliteEngine(null);
  }
  return 'url' in location ? postgresEngine(location.url) : sqliteEngineIn(location.dataFolder);
}

/** Fills a new database, or gives `admin` the wanted password. @returns a password that was made just now. */
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
    await app.listen({ host: HOST, port });
  } catch (error) {
    await app.close();
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = isTaken ? 'is already in use' : 'cannot be listened on';
    throw new PlatformStartError(`Port ${port} of ${HOST} ${reason}.`, isTaken ? {} : { cause: error });
  }
}

async function drain(app: FastifyInstance): Promise<void> {
  const limit = setTimeout(() => app.server.closeAllConnections(), DRAIN_LIMIT_MS);
  await app.close().finally(() => clearTimeout(limit));
}
