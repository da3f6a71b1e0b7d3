import type { ConnectionSummary } from './connection.ts';
import type { InstallationFacts } from './installationFacts.ts';
import { DAY_MS } from './instant.ts';
import { missingFix, type PublishedFix } from './publishedFixes.ts';

/** How long before its end the password of an account is warned about, in days. */
export const PASSWORD_WARNING_DAYS = 14;

/** Ids that name no database: empty UUIDs. */
const NO_DATABASE = /^[{(]?[0-]*[})]?$/;

/** What a user should know about the installation of a connection. */
export type InstallationWarning =
  /** Connections to other addresses report the same database. */
  | { readonly kind: 'sameDatabase'; readonly databaseId: string; readonly others: readonly ConnectionSummary[] }
  /** The password that the connection signs in with expires soon, or has expired; milliseconds since the epoch, UTC. */
  | { readonly kind: 'passwordExpires' | 'passwordExpired'; readonly expiresAt: number }
  /** The version does not have a fix that the vendor has published. */
  | { readonly kind: 'fixMissing'; readonly version: string; readonly fix: PublishedFix };

/** Known facts by connection id. */
type AllFacts = Readonly<Record<string, InstallationFacts>>;

/**
 * Returns the warnings about one connection, most urgent first.
 * @param connections all connections.
 * @param facts the last known facts of all connections.
 * @param now milliseconds since the epoch, UTC.
 */
export function installationWarnings(
  connection: ConnectionSummary,
  connections: readonly ConnectionSummary[],
  facts: AllFacts,
  now: number,
): readonly InstallationWarning[] {
  const own = factsOf(facts, connection);
  return own === null
    ? []
    : [
        passwordWarning(connection, own, now),
        fixWarning(own),
        sameDatabase(connection, own, connections, facts),
      ].filter((warning) => warning !== null);
}

/** With a key, the password of the account is not needed. */
function passwordWarning(
  { signIn }: ConnectionSummary,
  { account: { passwordExpiresAt } }: InstallationFacts,
  now: number,
): InstallationWarning | null {
  if (signIn !== 'password' || passwordExpiresAt === null) {
    return null;
  }
  if (passwordExpiresAt <= now) {
    return { kind: 'passwordExpired', expiresAt: passwordExpiresAt };
  }
  const isSoon = passwordExpiresAt - now <= PASSWORD_WARNING_DAYS * DAY_MS;
  return isSoon ? { kind: 'passwordExpires', expiresAt: passwordExpiresAt } : null;
}

function fixWarning({ version }: InstallationFacts): InstallationWarning | null {
  const fix = version === null ? null : missingFix(version);
  return version === null || fix === null ? null : { kind: 'fixMissing', version, fix };
}

/** The sample platform is left out: its address changes with every start. */
function sameDatabase(
  connection: ConnectionSummary,
  { databaseId }: InstallationFacts,
  connections: readonly ConnectionSummary[],
  facts: AllFacts,
): InstallationWarning | null {
  if (databaseId === null || NO_DATABASE.test(databaseId) || connection.kind === 'sample') {
    return null;
  }
  const others = connections.filter(
    (other) =>
      other.kind !== 'sample' &&
      other.address !== connection.address &&
      factsOf(facts, other)?.databaseId?.toLowerCase() === databaseId.toLowerCase(),
  );
  return others.length === 0 ? null : { kind: 'sameDatabase', databaseId, others };
}

function factsOf(facts: AllFacts, { id }: ConnectionSummary): InstallationFacts | null {
  return Object.hasOwn(facts, id) ? (facts[id] ?? null) : null;
}
