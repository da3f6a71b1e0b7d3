import { Mutex } from 'async-mutex';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { FoundKeys, IncidentCriteria, IncidentState, Leavable } from '../../../shared/model/incident.ts';
import { AppError } from '../../../shared/result.ts';
import type { Logger } from '../../ports.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import { ProgressNotices } from '../progressNotices.ts';
import { foundKeys, type IncidentDraft, type IncidentSearchOptions, leaveOut, searchKeys } from './incidentDraft.ts';
import { incidentHeader } from './incidentHeader.ts';
import { IncidentParts, type IncidentPartsOptions } from './incidentParts.ts';
import type { IncidentRecords, RecordedIncident } from './incidentRecords.ts';
import { IncidentRuns } from './incidentRuns.ts';
import { IncidentMatcher } from './incidentSearch.ts';
import { incidentView } from './incidentView.ts';
import { addUnrecorded } from './interruptedIncidents.ts';
import { openParts } from './openParts.ts';
import { ReturningConnections } from './returningConnections.ts';

/** Dependencies of {@link Incidents}. */
export interface IncidentsOptions extends IncidentPartsOptions, Pick<IncidentSearchOptions, 'adopted'> {
  readonly connections: () => readonly ConnectionSummary[];
  readonly disabled: Pick<DisabledBatches, 'disable' | 'restore' | 'list' | 'check'>;
  readonly records: IncidentRecords;
  readonly isLocked: () => boolean;
  readonly logger: Logger;
  /** Called when {@link Incidents.state} has changed. */
  readonly onChanged: () => void;
}

/**
 * Deals with leaked or endangered keys over many connections: finds them, disables them in one run, restores them, and
 * remembers what is still open. Searches and runs are made one after the other.
 */
export class Incidents {
  readonly #options: IncidentsOptions;
  readonly #parts: IncidentParts;
  readonly #returning: ReturningConnections;
  readonly #runs: IncidentRuns;
  readonly #notices: ProgressNotices;
  readonly #mutex = new Mutex();
  #draft: IncidentDraft | null = null;
  #isSearching = false;
  /** Oldest first. */
  #incidents: readonly RecordedIncident[] = [];
  #unreadable = 0;
  readonly #loaded: Promise<void>;

  constructor(options: IncidentsOptions) {
    const { lists, clock, onChanged } = options;
    this.#options = options;
    this.#parts = new IncidentParts(options);
    this.#notices = new ProgressNotices(clock, onChanged);
    this.#returning = new ReturningConnections({
      lists,
      clock,
      isPaused: () => options.isLocked() || this.#mutex.isLocked(),
      open: () => openParts(this.#incidents, options.connections(), (incident) => this.#matcherOf(incident)),
      onReturned: (incidentId, connectionId) => this.#returned(incidentId, connectionId),
      onChanged,
    });
    this.#runs = new IncidentRuns({
      ...options,
      notices: this.#notices,
      onPart: (incidentId, connectionId) => this.#returning.forget(incidentId, connectionId),
    });
    this.#loaded = this.#load();
  }

  /** The search, and the incidents dealt with. */
  async getState(): Promise<IncidentState> {
    await this.#loaded;
    const known = new Set(this.#options.connections().map(({ id }) => id));
    const context = {
      isKnown: (id: string) => known.has(id),
      waitingIn: (incidentId: string, id: string) => this.#returning.waitingIn(incidentId, id),
    };
    return {
      isSearching: this.#isSearching,
      findings: this.#draft?.findings ?? null,
      incidents: this.#incidents.map((incident) => incidentView(incident, this.#runs.activity, context)).reverse(),
      unreadable: this.#unreadable,
    };
  }

  /** Fetches the lists of connections side by side and finds the keys. Connections that fail are part of the result. */
  search(criteria: IncidentCriteria, connectionIds: readonly string[]): Promise<IncidentState> {
    return this.#exclusively(async () => {
      this.#draft = null;
      this.#isSearching = true;
      this.#options.onChanged();
      try {
        const ids = this.#known(connectionIds);
        this.#draft = await searchKeys(this.#options, criteria, ids, this.#ownTokens());
      } finally {
        this.#isSearching = false;
      }
      return this.getState();
    });
  }

  /** The keys of the last search in one connection, by account; see {@link foundKeys}. @throws AppError `NOT_FOUND`. */
  listFound(findingsId: string, connectionId: string, search: string): FoundKeys {
    return foundKeys(this.#requireDraft(findingsId), connectionId, search);
  }

  /** Leaves keys of the last search out of the run, or takes them back into it. @throws AppError `NOT_FOUND`. */
  leaveOut(findingsId: string, connectionId: string, what: Leavable, isLeftOut: boolean): Promise<IncidentState> {
    const draft = this.#requireDraft(findingsId);
    this.#draft = leaveOut(draft, connectionId, what, isLeftOut, this.#options.clock.now());
    return this.getState();
  }

  /** Drops the last search. */
  discard(): Promise<IncidentState> {
    this.#draft = null;
    return this.getState();
  }

  /**
   * Disables the keys of the last search in connections of it, all at the same time.
   * @param confirmedIds the connections to production that the user confirmed.
   * @throws AppError `NOT_FOUND` if the search is not the last one; `VALIDATION` if a connection to production was not
   * confirmed; `NOT_RECORDED`. Then nothing was disabled.
   */
  run(findingsId: string, connectionIds: readonly string[], confirmedIds: readonly string[]): Promise<IncidentState> {
    return this.#exclusively(async () => {
      const draft = this.#requireDraft(findingsId);
      const ids = this.#known(connectionIds).filter((id) => draft.fetched.has(id));
      this.#assertConfirmed(ids, confirmedIds);
      const chosen = this.#options.connections().filter(({ id }) => ids.includes(id));
      const others = this.#options.connections().filter(({ id }) => !ids.includes(id));
      const header = incidentHeader(draft, chosen, others, this.#options.clock.now());
      const incident = await this.#options.records.begin(header);
      this.#incidents = [...this.#incidents, incident];
      this.#draft = null;
      await this.#disable(incident, ids, (id) => {
        const list = draft.fetched.get(id);
        return list?.code === null ? list.state : null;
      });
      return this.getState();
    });
  }

  /**
   * Disables what is still open, in the current lists of connections.
   * @throws AppError as {@link run}.
   */
  proceed(
    incidentId: string,
    connectionIds: readonly string[],
    confirmedIds: readonly string[],
  ): Promise<IncidentState> {
    return this.#exclusively(async () => {
      const incident = this.#require(incidentId);
      const ids = this.#known(connectionIds).filter((id) => incident.parts.has(id));
      this.#assertConfirmed(ids, confirmedIds);
      if (!incident.isRestored) {
        await addUnrecorded(this.#options, this.#incidents, incident, ids);
        await this.#disable(incident, ids, () => null);
      }
      return this.getState();
    });
  }

  /** Gives all keys of an incident their former expiry; nothing more is disabled for it. @throws AppError `NOT_RECORDED`. */
  restore(incidentId: string): Promise<IncidentState> {
    return this.#exclusively(async () => {
      const incident = this.#require(incidentId);
      const { records, clock } = this.#options;
      if (!incident.isRestored) {
        await records.add(incident, { restoring: new Date(clock.now()).toISOString() });
      }
      const ids = this.#known([...incident.parts.keys()]);
      await addUnrecorded(this.#options, this.#incidents, incident, ids);
      await this.#runs.run('restoring', incident, ids, (part, stopped, onProgress) =>
        this.#parts.restore(part, stopped, onProgress),
      );
      return this.getState();
    });
  }

  /** Stops what is being done: calls in progress complete, nothing more is sent. What is left stays open. */
  stop(): void {
    this.#runs.stop();
  }

  /** Removes the record of an incident; its keys stay as they are. @throws AppError `NOT_FOUND`, `NOT_RECORDED`. */
  dismiss(incidentId: string): Promise<IncidentState> {
    return this.#exclusively(async () => {
      this.#require(incidentId);
      await this.#options.records.remove(incidentId);
      this.#incidents = this.#incidents.filter(({ id }) => id !== incidentId);
      return this.getState();
    });
  }

  /** Returns a recorded incident. @throws AppError `NOT_FOUND`. */
  async get(incidentId: string): Promise<RecordedIncident> {
    await this.#loaded;
    return this.#require(incidentId);
  }

  /** Looks for connections that can be reached again, from now on. */
  start(): void {
    void this.#loaded.then(() => this.#returning.look());
  }

  /** Stops what is being done, and waits for its end. */
  async close(): Promise<void> {
    this.#returning.close();
    this.stop();
    await this.#mutex.waitForUnlock();
  }

  async #load(): Promise<void> {
    const { records, onChanged } = this.#options;
    const { incidents, unreadable } = await records.load();
    this.#incidents = incidents;
    this.#unreadable = unreadable;
    if (incidents.length > 0) {
      onChanged();
    }
  }

  #exclusively<Value>(job: () => Promise<Value>): Promise<Value> {
    return this.#mutex
      .runExclusive(async () => {
        await this.#loaded;
        return job();
      })
      .finally(() => {
        this.#notices.now();
        this.#returning.look();
      });
  }

  #disable(
    incident: RecordedIncident,
    ids: readonly string[],
    listOf: (connectionId: string) => ConnectionKeyList | null,
  ): Promise<void> {
    const matcher = this.#matcherOf(incident);
    return this.#runs.run('disabling', incident, ids, (part, stopped, onProgress) =>
      this.#parts.disable(part, matcher, listOf(part.connectionId), stopped, onProgress),
    );
  }

  /** Closes a part whose connection is back without any key to disable. */
  async #returned(incidentId: string, connectionId: string): Promise<void> {
    await this.proceed(incidentId, [connectionId], [connectionId]);
  }

  #matcherOf({ criteria, startedAt }: RecordedIncident): IncidentMatcher {
    return new IncidentMatcher(criteria, Date.parse(startedAt), this.#ownTokens(), this.#options.clock);
  }

  #ownTokens(): ReadonlySet<string> {
    return new Set(this.#options.connections().map(({ token }) => token.toLowerCase()));
  }

  #known(ids: readonly string[]): readonly string[] {
    const wanted = new Set(ids);
    return this.#options.connections().flatMap(({ id }) => (wanted.has(id) ? [id] : []));
  }

  #assertConfirmed(ids: readonly string[], confirmedIds: readonly string[]): void {
    const production = this.#options.connections().filter(({ environment }) => environment === 'production');
    if (production.some(({ id }) => ids.includes(id) && !confirmedIds.includes(id))) {
      throw new AppError('VALIDATION', 'A connection to production was not confirmed.');
    }
  }

  #requireDraft(findingsId: string): IncidentDraft {
    if (this.#draft?.findings.id !== findingsId) {
      throw new AppError('NOT_FOUND', 'These findings are no longer the last ones.');
    }
    return this.#draft;
  }

  #require(incidentId: string): RecordedIncident {
    const incident = this.#incidents.find(({ id }) => id === incidentId);
    if (incident === undefined) {
      throw new AppError('NOT_FOUND', 'There is no such incident.');
    }
    return incident;
  }
}
