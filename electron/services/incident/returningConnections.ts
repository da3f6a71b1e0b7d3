import { mayRetryAutomatically, meansOffline } from '../../../shared/model/offline.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';

/** Time in ms between two attempts to reach the connections of open parts. */
const INTERVAL_MS = 30_000;

/** A part of an incident that waits for its connection. */
export interface WaitingPart {
  readonly incidentId: string;
  readonly connectionId: string;
  /** Why it is open. */
  readonly code: ErrorCode | null;
  /** Returns the number of keys in its current list that are to be disabled; `null` for a restoration. */
  readonly count: (list: ConnectionKeyList) => number | null;
}

/** Dependencies of {@link ReturningConnections}. */
export interface ReturningConnectionsOptions {
  readonly lists: Pick<KeyListSync, 'refresh'>;
  readonly clock: Clock;
  /** Whether nothing is to be sent now. */
  readonly isPaused: () => boolean;
  readonly open: () => readonly WaitingPart[];
  /** Called for a part whose connection is back and has no key to disable. */
  readonly onReturned: (incidentId: string, connectionId: string) => Promise<void>;
  /** Called when {@link ReturningConnections.waitingIn} has changed. */
  readonly onChanged: () => void;
}

/** Finds out when installations with open parts of incidents respond again. Changes nothing on them. */
export class ReturningConnections {
  readonly #options: ReturningConnectionsOptions;
  readonly #waiting = new Map<string, number>();
  /** Connections that are not tried again by themselves: repeated sign-in attempts lock accounts. */
  readonly #given = new Set<string>();
  #cancel: (() => void) | null = null;
  #isClosed = false;

  constructor(options: ReturningConnectionsOptions) {
    this.#options = options;
  }

  /** Number of keys to deal with in an open part whose connection is back; `null` while it is not. */
  waitingIn(incidentId: string, connectionId: string): number | null {
    return this.#waiting.get(nameOf(incidentId, connectionId)) ?? null;
  }

  /** Forgets what was found out about a part that was dealt with. */
  forget(incidentId: string, connectionId: string): void {
    this.#waiting.delete(nameOf(incidentId, connectionId));
    this.#given.delete(connectionId);
  }

  /** Tries the connections of open parts in a while, and again until they respond. */
  look(): void {
    this.#cancel?.();
    this.#cancel =
      this.#isClosed || this.#unanswered().length === 0
        ? null
        : this.#options.clock.schedule(INTERVAL_MS, () => {
            this.#cancel = null;
            void this.#try().finally(() => this.look());
          });
  }

  /** Ends the attempts. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #unanswered(): readonly WaitingPart[] {
    return this.#options
      .open()
      .filter(
        ({ incidentId, connectionId, code }) =>
          code !== null &&
          meansOffline(code) &&
          this.waitingIn(incidentId, connectionId) === null &&
          !this.#given.has(connectionId),
      );
  }

  async #try(): Promise<void> {
    if (this.#options.isPaused()) {
      return;
    }
    const parts = this.#unanswered();
    await Promise.all([...new Set(parts.map(({ connectionId }) => connectionId))].map((id) => this.#reach(id, parts)));
  }

  async #reach(connectionId: string, parts: readonly WaitingPart[]): Promise<void> {
    let list: ConnectionKeyList;
    try {
      list = await this.#options.lists.refresh(connectionId, false);
    } catch (error) {
      if (!(error instanceof AppError && mayRetryAutomatically(error))) {
        this.#given.add(connectionId);
      }
      return;
    }
    for (const part of parts.filter((one) => one.connectionId === connectionId)) {
      const count = part.count(list);
      if (count === 0) {
        await this.#options.onReturned(part.incidentId, connectionId);
      } else {
        this.#waiting.set(nameOf(part.incidentId, connectionId), count ?? 0);
      }
    }
    this.#options.onChanged();
  }
}

function nameOf(incidentId: string, connectionId: string): string {
  return `${incidentId}\n${connectionId}`;
}
