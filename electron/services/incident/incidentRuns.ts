import type { Clock, Logger } from '../../ports.ts';
import type { ProgressNotices } from '../progressNotices.ts';
import type { OnPartProgress, PartResult } from './incidentParts.ts';
import type { IncidentRecords, RecordedIncident, RecordedPart } from './incidentRecords.ts';
import type { IncidentActivity } from './incidentView.ts';

/** Dependencies of {@link IncidentRuns}. */
export interface IncidentRunsOptions {
  readonly records: IncidentRecords;
  readonly logger: Pick<Logger, 'error'>;
  readonly clock: Clock;
  readonly notices: ProgressNotices;
  /** Called when a part was dealt with. */
  readonly onPart: (incidentId: string, connectionId: string) => void;
}

/** Does the same in all connections of an incident side by side, with its progress. One run at a time. */
export class IncidentRuns {
  readonly #options: IncidentRunsOptions;
  #activity: IncidentActivity | null = null;
  #stopping = new AbortController();

  constructor(options: IncidentRunsOptions) {
    this.#options = options;
  }

  /** What is being done; `null` if nothing is. */
  get activity(): IncidentActivity | null {
    return this.#activity;
  }

  /** Stops the run: calls in progress complete, nothing more is sent. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Does a job in each connection and records its result. A result that cannot be recorded is shown nevertheless. */
  async run(
    kind: IncidentActivity['kind'],
    incident: RecordedIncident,
    connectionIds: readonly string[],
    job: (part: RecordedPart, stopped: AbortSignal, onProgress: OnPartProgress) => Promise<PartResult>,
  ): Promise<void> {
    const { records, logger, clock, notices, onPart } = this.#options;
    const progress = new Map(connectionIds.map((id) => [id, { total: 0, finished: 0 }]));
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.#activity = { incidentId: incident.id, kind, parts: progress };
    notices.now();
    const deal = async (part: RecordedPart): Promise<void> => {
      const { connectionId } = part;
      const line = await job(part, signal, (total, finished) => {
        progress.set(connectionId, { total, finished });
        notices.soon();
      });
      progress.delete(connectionId);
      onPart(incident.id, connectionId);
      await records.add(incident, { ...line, at: new Date(clock.now()).toISOString() }).catch((error: unknown) => {
        logger.error('The result of an incident could not be recorded', { error });
      });
      notices.now();
    };
    try {
      await Promise.all(connectionIds.flatMap((id) => incident.parts.get(id) ?? []).map(deal));
    } finally {
      this.#activity = null;
    }
  }
}
