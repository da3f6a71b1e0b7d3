/** Ports about the sample platform; re-exported by `ports.ts`. */

/** Start options of the sample platform. They are sent over a private message channel, never as arguments. */
export interface SamplePlatformOptions {
  /** Folder of its database; `null` for a database in memory. */
  readonly dataFolder: string | null;
  /** Folder of its access log; `null` to write none. */
  readonly accessLogFolder: string | null;
  /** Key for encrypting the secret keys, 32 bytes in base64. */
  readonly encryptionKey: string;
  /** Password of the account `admin`. */
  readonly adminPassword: string;
}

/** The embedded platform, which runs in its own process. */
export interface SamplePlatform {
  /** Starts it on a free port of 127.0.0.1. @throws AppError `SAMPLE_PLATFORM_FAILED`. */
  start(options: SamplePlatformOptions): Promise<{ readonly address: string }>;
  /** Stops it and waits until its process has exited. No-op if it is not running. */
  stop(): Promise<void>;
  /** Calls `listener` when the process exits without {@link stop}. */
  onUnexpectedExit(listener: () => void): void;
}
