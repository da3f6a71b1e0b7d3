import { z } from 'zod';

/** Maximum length of a text that an installation reports about itself; longer ones are not kept. */
export const MAX_FACT_LENGTH = 200;

const factSchema = z.string().max(MAX_FACT_LENGTH).nullable();
const instantMsSchema = z.int();

/**
 * What an installation reports about itself and about the account that a connection signs in with. Each fact is `null` where
 * the installation does not report it.
 */
export const installationFactsSchema = z.object({
  /** When the facts were read, milliseconds since the epoch, UTC. */
  readAt: instantMsSchema,
  /** Version of the product, as reported. */
  version: factSchema,
  /** Time zone of the installation, an IANA name that Intl of this computer knows. */
  timeZone: factSchema,
  /** The time zone as reported, also where it is none that this computer knows. */
  reportedTimeZone: factSchema,
  /** Identifies the database; a copy of it has the same. */
  databaseId: factSchema,
  /** Milliseconds by which the clock of the installation was ahead of that of this computer; negative if behind. */
  clockDifferenceMs: z.int().nullable(),
  account: z.object({
    /** Time zone of the account, an IANA name that Intl of this computer knows. */
    timeZone: factSchema,
    /** When its password expires, milliseconds since the epoch, UTC. */
    passwordExpiresAt: instantMsSchema.nullable(),
  }),
});
/** What an installation reports about itself. */
export type InstallationFacts = Readonly<z.infer<typeof installationFactsSchema>>;

/**
 * The time zone in which the product shows times to the account of a connection: that of the account, otherwise that of the
 * installation; `null` if neither is known.
 */
export function shownTimeZone({ account, timeZone }: Pick<InstallationFacts, 'account' | 'timeZone'>): string | null {
  return account.timeZone ?? timeZone;
}
