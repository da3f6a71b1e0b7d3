import { z } from 'zod';
import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, Logger, SamplePlatform } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';

/** User name of the administrator of the sample platform. */
export const SAMPLE_USERNAME = 'admin';

/** How often a platform that exited unexpectedly is restarted within a minute. */
const STARTS_PER_MINUTE = 3;
const MINUTE_MS = 60_000;

/** Content of the keychain item of the sample platform: JSON with everything needed to open its database. */
const sampleSecretSchema = z.object({
  /** Names the folder of the database, so that a new key is never used with a database encrypted under an old one. */
  folder: z.uuid(),
  encryptionKey: z.string(),
  adminPassword: z.string(),
});
type SampleSecret = z.infer<typeof sampleSecretSchema>;

/** A running sample platform. */
export interface RunningSample {
  readonly address: string;
  readonly password: string;
}

/** Dependencies of {@link SampleConnection}. */
export interface SampleConnectionOptions {
  readonly platform: SamplePlatform;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Parent folder of the databases of the sample platform. */
  readonly dataFolder: string;
  /** Whether it contains databases, which only the secret of an earlier start can open. */
  readonly hasData: () => boolean;
  /** Called when the address of the sample platform has changed or is no longer valid. */
  readonly onChanged: () => void;
}

/**
 * The sample platform as a connection: started at first use, on a port that changes with every start. Its database is
 * encrypted under a key from the keychain, and there is an access log beside it. Without a keychain the database is in memory:
 * nothing readable is written, and its content is lost when the application quits.
 */
export class SampleConnection {
  readonly #options: SampleConnectionOptions;
  #running: Promise<RunningSample> | null = null;
  #starts: number[] = [];
  #address = '';
  #isInMemory = false;
  #accessLogFolder: string | null = null;
  #isClosed = false;

  constructor(options: SampleConnectionOptions) {
    this.#options = options;
    options.platform.onUnexpectedExit(() => this.#forget());
  }

  /** Address of the running platform; empty if it does not run. */
  get address(): string {
    return this.#address;
  }

  /** Whether password and data last for this run only. */
  get isInMemory(): boolean {
    return this.#isInMemory;
  }

  /** Folder of the access log of a connection; `null` unless it is the running sample platform, and writes one. */
  accessLogFolderOf(connectionId: string): string | null {
    return connectionId === SAMPLE_CONNECTION_ID ? this.#accessLogFolder : null;
  }

  /** Starts the platform unless it runs. @throws AppError `SAMPLE_PLATFORM_FAILED`; a later call tries again. */
  open(): Promise<RunningSample> {
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    return this.#running;
  }

  /**
   * Replaces a database in memory by the one of the keychain, once the keychain works. Does nothing if the platform is
   * not in memory.
   */
  async leaveMemory(): Promise<void> {
    if (this.#isInMemory && this.#options.keychain.problem === null) {
      await this.#options.platform.stop();
      this.#forget();
    }
  }

  /** Prevents further starts, and stops the platform after its last use. @param lastUse settles with the last use. */
  async close(lastUse: Promise<unknown>): Promise<void> {
    this.#isClosed = true;
    await lastUse;
    this.#running = null;
    await this.#options.platform.stop();
  }

  async #start(): Promise<RunningSample> {
    const { platform, logger, dataFolder, onChanged } = this.#options;
    this.#countStart();
    const { secret, isKept } = await this.#readOrMakeSecret();
    if (this.#isClosed) {
      throw new AppError('SAMPLE_PLATFORM_FAILED', 'KeyDesk is closing.');
    }
    logger.redact(secret.encryptionKey);
    logger.redact(secret.adminPassword);
    const folder = isKept ? `${dataFolder}/${secret.folder}` : null;
    const accessLogFolder = folder === null ? null : `${folder}/logs`;
    const { address } = await platform.start({
      dataFolder: folder,
      accessLogFolder,
      encryptionKey: secret.encryptionKey,
      adminPassword: secret.adminPassword,
    });
    this.#address = address;
    this.#isInMemory = !isKept;
    this.#accessLogFolder = accessLogFolder;
    onChanged();
    return { address, password: secret.adminPassword };
  }

  /** Limits restarts of a platform that exits right after every start. */
  #countStart(): void {
    const now = this.#options.clock.now();
    this.#starts = this.#starts.filter((start) => now - start < MINUTE_MS);
    if (this.#starts.length >= STARTS_PER_MINUTE) {
      throw new AppError('SAMPLE_PLATFORM_FAILED', 'The sample platform keeps stopping.', {
        detail: 'It ended several times within a minute.',
      });
    }
    this.#starts.push(now);
  }

  async #readOrMakeSecret(): Promise<{ secret: SampleSecret; isKept: boolean }> {
    const { keychain, hasData } = this.#options;
    const lookup = await keychain.find(SAMPLE_CONNECTION_ID, hasData());
    const stored = lookup.state === 'present' ? parseSecret(lookup.secret) : null;
    if (stored !== null) {
      return { secret: stored, isKept: keychain.placeOf(SAMPLE_CONNECTION_ID) === 'keychain' };
    }
    const secret: SampleSecret = {
      folder: crypto.randomUUID(),
      encryptionKey: randomBase64(32),
      adminPassword: randomBase64(18),
    };
    // The keychain may have the secret of an earlier start without returning it: it must not be replaced by this one.
    const isOther = lookup.state === 'present' && hasData() && !keychain.isLost(SAMPLE_CONNECTION_ID);
    if (isOther) {
      keychain.distrust(SAMPLE_CONNECTION_ID);
    }
    if (isOther || lookup.state === 'unavailable') {
      return { secret, isKept: false };
    }
    const place = await keychain.keep(SAMPLE_CONNECTION_ID, JSON.stringify(secret));
    return { secret, isKept: place === 'keychain' };
  }

  #forget(): void {
    this.#running = null;
    this.#address = '';
    this.#isInMemory = false;
    this.#accessLogFolder = null;
    this.#options.onChanged();
  }
}

function parseSecret(text: string): SampleSecret | null {
  try {
    return sampleSecretSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function randomBase64(bytes: number): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))));
}
