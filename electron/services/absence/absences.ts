import { type Absence, absentSince, type KnownKeys, summarizeAbsence } from '../../../shared/model/absence.ts';
import type { Clock } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Interval in ms at which it is recorded that KeyDesk is seen, so that a crash does not look like an absence. */
const RECORD_MS = 60 * 60_000;

/** Dependencies of {@link Absences}. */
export interface AbsencesOptions {
  readonly settings: Pick<SettingsService, 'current' | 'change'>;
  /** Ids of the connections to be summarized. */
  readonly connectionIds: () => readonly string[];
  /** What is known about the keys of a connection without a request. */
  readonly keysOf: (connectionId: string) => Promise<KnownKeys>;
  readonly clock: Clock;
}

/**
 * Says at the first start after days what has happened to the keys meanwhile. KeyDesk counts as seen from the first call on,
 * which the window makes once it is unlocked; commands are not seen.
 */
export class Absences {
  readonly #options: AbsencesOptions;
  #summary: Promise<Absence | null> | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(options: AbsencesOptions) {
    this.#options = options;
  }

  /** Returns what has happened, the same during a run until it is dismissed; `null` if there is nothing to say. */
  summary(): Promise<Absence | null> {
    this.#summary ??= this.#summarize();
    return this.#summary;
  }

  /** Does not show the summary again. */
  dismiss(): void {
    this.#summary = Promise.resolve(null);
  }

  /** Records that KeyDesk was seen until now. */
  close(): void {
    if (this.#cancelTimer !== null) {
      this.#cancelTimer();
      this.#record();
    }
  }

  async #summarize(): Promise<Absence | null> {
    const { settings, connectionIds, keysOf, clock } = this.#options;
    const now = clock.now();
    const since = absentSince(settings.current.lastSeenAt, now);
    this.#recordAndGoOn();
    if (since === null) {
      return null;
    }
    const connections = await Promise.all(
      connectionIds().map(async (connectionId) => ({
        connectionId,
        ...summarizeAbsence(await keysOf(connectionId), since, now),
      })),
    );
    const eventful = connections.filter(({ expired, expiring, lost }) => expired + expiring + lost > 0);
    return eventful.length === 0 ? null : { since: new Date(since).toISOString(), connections: eventful };
  }

  #recordAndGoOn(): void {
    this.#record();
    this.#cancelTimer = this.#options.clock.schedule(RECORD_MS, () => this.#recordAndGoOn());
  }

  #record(): void {
    this.#options.settings.change({ lastSeenAt: new Date(this.#options.clock.now()).toISOString() });
  }
}
