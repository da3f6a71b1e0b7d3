import type { InstallationFacts } from '../../../shared/model/installationFacts.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { AccountReading, Clock, Logger, Publish, ServerReading } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Connections } from './connections.ts';
import { knownTimeZone } from './knownTimeZone.ts';

/** Age in ms from which facts are read again with the next list. */
const FACTS_AGE_MS = 15 * 60_000;

/**
 * Errors that say that an installation does not offer a fact to the account: it has accepted the same credentials for its
 * keys just before.
 */
const NOT_OFFERED: ReadonlySet<ErrorCode> = new Set([
  'SERVICE_MISSING',
  'UNAUTHORIZED',
  'NOT_PERMITTED',
  'NOT_FOUND',
  'BAD_RESPONSE',
  'VALIDATION',
  'REQUEST_ALTERED',
  'REDIRECT_REFUSED',
  'TOO_LARGE',
]);

const NO_SERVER: ServerReading = { version: null, timeZone: null, databaseId: null, clockDifferenceMs: null };
const NO_ACCOUNT: AccountReading = { timeZone: null, passwordExpiresAt: null };

/** Dependencies of {@link InstallationFactsReader}. */
export interface InstallationFactsReaderOptions {
  readonly settings: SettingsService;
  readonly connections: Pick<Connections, 'open' | 'sourceOf'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** Reads what installations report about themselves and keeps the last facts of each connection in the settings. */
export class InstallationFactsReader {
  readonly #options: InstallationFactsReaderOptions;
  /** When the facts of a connection were last asked for in this run, whatever came of it. */
  readonly #askedAt = new Map<string, number>();
  #isClosed = false;

  constructor(options: InstallationFactsReaderOptions) {
    this.#options = options;
  }

  /** Returns the last known facts of all connections, by connection id. */
  all(): Record<string, InstallationFacts> {
    const { installationFacts } = this.#options.settings.current;
    const known = Object.entries(installationFacts).filter(
      (entry): entry is [string, InstallationFacts] => entry[1] !== null,
    );
    return Object.fromEntries(known);
  }

  /** Returns the last known facts of a connection; `null` if there are none. */
  get(connectionId: string): InstallationFacts | null {
    const { installationFacts } = this.#options.settings.current;
    return Object.hasOwn(installationFacts, connectionId) ? (installationFacts[connectionId] ?? null) : null;
  }

  /** Reads the facts unless that was tried a short time ago. Never rejects: nothing depends on them. */
  async readIfOld(connectionId: string): Promise<void> {
    const { clock, logger } = this.#options;
    const askedAt = this.#askedAt.get(connectionId);
    if (askedAt !== undefined && Math.abs(clock.now() - askedAt) < FACTS_AGE_MS) {
      return;
    }
    await this.read(connectionId).catch((error: unknown) => {
      logger.info('The facts of an installation could not be read', {
        code: error instanceof AppError ? error.code : 'UNEXPECTED',
      });
    });
  }

  /**
   * Reads the facts from the installation. One that does not offer them has none; what could not be read now remains as it was.
   * @throws AppError as `Connections.open` and `AdminApi.getPermissions`; then all facts remain.
   */
  async read(connectionId: string): Promise<InstallationFacts | null> {
    const { connections, clock } = this.#options;
    const source = connections.sourceOf(connectionId);
    this.#askedAt.set(connectionId, clock.now());
    const api = await connections.open(connectionId);
    // First, so that wrong credentials are sent once: several failed attempts may lock an account.
    const permissions = await api.getPermissions();
    const [server, account] = await Promise.all([
      part(() => api.readServer(), NO_SERVER),
      part(() => api.readAccount(permissions.account.id), NO_ACCOUNT),
    ]);
    // The connection may have been removed or changed in the meantime, or KeyDesk be about to quit.
    if (this.#isClosed || connections.sourceOf(connectionId) !== source) {
      return null;
    }
    const before = this.get(connectionId);
    const facts = factsOf(
      server === null
        ? { ...serverIn(before), readAt: before?.readAt ?? clock.now() }
        : { ...server, readAt: clock.now() },
      account ?? before?.account ?? NO_ACCOUNT,
    );
    this.#keep(connectionId, facts);
    return facts;
  }

  /** Forgets the facts of a connection that was removed or has another target. */
  forget(connectionId: string): void {
    this.#askedAt.delete(connectionId);
    if (this.get(connectionId) !== null) {
      this.#keep(connectionId, null);
    }
  }

  /** Stops keeping what is still being read: the settings are written for the last time. */
  close(): void {
    this.#isClosed = true;
  }

  #keep(connectionId: string, facts: InstallationFacts | null): void {
    const { settings, publish } = this.#options;
    if (facts === null && this.get(connectionId) === null) {
      return;
    }
    const { [connectionId]: _former, ...others } = settings.current.installationFacts;
    settings.change({ installationFacts: facts === null ? others : { ...others, [connectionId]: facts } });
    publish('installation:changed');
  }
}

/**
 * Reads one part of the facts.
 * @param nothing the part of an installation that does not offer it.
 * @returns `null` if it could not be read now.
 */
async function part<Reading>(read: () => Promise<Reading>, nothing: Reading): Promise<Reading | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    const { code, reason } = error;
    const isForeign = reason?.kind === 'interception' && reason.by !== 'unavailable' && reason.by !== 'pause';
    return isForeign || NOT_OFFERED.has(code) ? nothing : null;
  }
}

function serverIn(facts: InstallationFacts | null): ServerReading {
  return facts === null ? NO_SERVER : { ...facts, timeZone: facts.reportedTimeZone };
}

/** `null` if the installation says nothing. */
function factsOf(
  { readAt, version, timeZone: reportedTimeZone, databaseId, clockDifferenceMs }: ServerReading & { readAt: number },
  account: AccountReading,
): InstallationFacts | null {
  const reported = [version, reportedTimeZone, databaseId, clockDifferenceMs, ...Object.values(account)];
  if (reported.every((value) => value === null)) {
    return null;
  }
  return {
    ...{ readAt, version, databaseId, clockDifferenceMs, reportedTimeZone },
    timeZone: knownTimeZone(reportedTimeZone),
    account: { timeZone: knownTimeZone(account.timeZone), passwordExpiresAt: account.passwordExpiresAt },
  };
}
