/** What one client may take, so that the others are served all the same. Sizes are bytes, times milliseconds. */
export interface ServerLimits {
  /** Maximum size of a body. */
  readonly bodyBytes: number;
  /** Maximum size of a head. */
  readonly headBytes: number;
  /** How long a head may take to arrive. */
  readonly headTimeMs: number;
  /** How long a whole request may take to arrive. */
  readonly requestTimeMs: number;
  /** How long a connection may stay without a request. */
  readonly idleTimeMs: number;
  /** Maximum number of connections at a time that wait for their clients; four times as many in all. */
  readonly connections: number;
  /** Maximum number of failed attempts per credential and minute. */
  readonly failedAttempts: number;
}

/** The limits of a platform in use. */
export const SERVER_LIMITS: ServerLimits = {
  bodyBytes: 1024 * 1024,
  headBytes: 16 * 1024,
  headTimeMs: 10_000,
  requestTimeMs: 30_000,
  idleTimeMs: 5_000,
  connections: 64,
  failedAttempts: 10,
};
