/** A key as the compared pages get it: what a list shows of it, read over the HTTP API and not from KeyDesk. */
export interface BenchKey {
  readonly id: string;
  readonly token: string;
  readonly fullName: string;
  readonly username: string;
  /** ISO 8601, as the other dates. */
  readonly creationDate: string;
  readonly expirationDate: string;
  /** `null` if the key was never used. */
  readonly lastUsedDate: string | null;
  /** Whether its account may use the API. */
  readonly isEligible: boolean;
}
