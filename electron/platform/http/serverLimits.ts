/** Limits per client, so that others are served all the same. Sizes are in bytes, times in milliseconds. */
export interface ServerLimits {
  /** Maximum size of a body. */
  readonly bodyBytes: number;
  /** Maximum size of a request head. */
  readonly headBytes: number;
  /** Time limit for receiving a head. */
  readonly headTimeMs: number;
  /** Time limit for receiving a complete request. */
  readonly requestTimeMs: number;
  /** Time limit of a connection without a request. */
  readonly idleTimeMs: number;
  /** Maximum number of connections that wait for their clients; four times as many in total. */
  readonly connections: number;
  /** Maximum number of failed attempts per credential and minute. */
  readonly failedAttempts: number;
}

/** The default limits. */
export const SERVER_LIMITS: ServerLimits = {
  bodyBytes: 1024 * 1024,
  headBytes: 16 * 1024,
  headTimeMs: 10_000,
  requestTimeMs: 30_000,
  idleTimeMs: 5_000,
  connections: 64,
  failedAttempts: 10,
};
