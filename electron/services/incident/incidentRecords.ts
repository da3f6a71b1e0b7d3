import { z } from 'zod';
import { ENVIRONMENTS } from '../../../shared/model/connection.ts';
import { INCIDENT_OUTCOMES, type IncidentOutcome, isOpenOutcome } from '../../../shared/model/incident.ts';
import { instantSchema } from '../../../shared/model/instant.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { JournalStore, Logger } from '../../ports.ts';
import { storedCriteriaSchema } from './storedCriteria.ts';

const codeSchema = z.enum(ERROR_CODES).nullable().catch('INTERNAL');

const keySchema = z.object({
  id: z.string(),
  /** Shortened. */
  token: z.string(),
  username: z.string(),
  fullName: z.string(),
  formerExpiry: instantSchema.nullable(),
  outcome: z.enum(INCIDENT_OUTCOMES),
  code: codeSchema,
});
/** One key of an incident in a record. */
export type RecordedKey = Readonly<z.infer<typeof keySchema>>;

const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  environment: z.enum(ENVIRONMENTS).default('other'),
  /** User name or shortened token that KeyDesk signed in with. */
  account: z.string().default(''),
  /** The keys that the user left out. */
  leftOut: z.array(keySchema).default([]),
});

const headerSchema = z.object({
  version: z.literal(1),
  startedAt: instantSchema,
  criteria: storedCriteriaSchema,
  connections: z.array(connectionSchema),
  /** Keys that are not managed here; their tokens are shortened. */
  unmanaged: z.array(z.object({ connectionId: z.string(), token: z.string(), label: z.string() })),
  /** Connections that the user left out as a whole, with the number of keys found there. */
  leftOut: z.array(z.object({ name: z.string(), environment: z.enum(ENVIRONMENTS), keys: z.int() })).default([]),
});
/** The first line of a record, written before anything is sent. */
export type IncidentHeader = Readonly<z.infer<typeof headerSchema>>;

/** When it ended; `null` if that was not recorded. */
const atSchema = instantSchema.nullable().default(null);

const lineSchema = z.union([
  /** Result of disabling keys of a connection. */
  z.object({
    disabled: z.string(),
    at: atSchema,
    /** Whether the whole part was tried. */
    isTried: z.boolean(),
    batchId: z.string().nullable(),
    code: codeSchema,
    keys: z.array(keySchema),
  }),
  /** The restoration was requested. */
  z.object({ restoring: instantSchema }),
  /** Result of restoring keys of a connection. */
  z.object({
    restored: z.string(),
    at: atSchema,
    code: codeSchema,
    results: z.array(z.object({ id: z.string(), outcome: z.enum(INCIDENT_OUTCOMES), code: codeSchema })),
  }),
]);
/** A further line of a record. */
export type IncidentLine = Readonly<z.infer<typeof lineSchema>>;

/** The end of an attempt in one connection. */
interface RecordedAttempt {
  readonly kind: 'disabled' | 'restored';
  readonly at: string | null;
  readonly code: ErrorCode | null;
  /** Number of keys that were disabled or restored, and of those that could not be. */
  readonly done: number;
  readonly failed: number;
}

/** What is recorded of an incident in one connection. */
export interface RecordedPart extends Omit<z.infer<typeof connectionSchema>, 'id' | 'name' | 'leftOut'> {
  readonly connectionId: string;
  readonly connectionName: string;
  /** Oldest first. */
  readonly attempts: RecordedAttempt[];
  /** Whether the keys were tried; not after a crash in between. */
  isTried: boolean;
  /** Batches that can be restored. */
  readonly batchIds: string[];
  /** Why the last attempt failed as a whole. */
  code: ErrorCode | null;
  /** By id. */
  readonly keys: Map<string, RecordedKey>;
}

/** An incident as recorded. */
export interface RecordedIncident extends Omit<IncidentHeader, 'connections' | 'version'> {
  readonly id: string;
  /** By the id of the connection. */
  readonly parts: ReadonlyMap<string, RecordedPart>;
  isRestored: boolean;
  /** When the restoration was first requested; `null` if it was not. */
  restoringAt: string | null;
}

/**
 * Records of incidents: a journal each, with the criteria before anything is sent and then each result, so that an
 * incident outlasts a crash. Tokens are shortened; there are no secrets.
 */
export class IncidentRecords {
  readonly #store: JournalStore;
  readonly #logger: Pick<Logger, 'warn'>;

  constructor(store: JournalStore, logger: Pick<Logger, 'warn'>) {
    this.#store = store;
    this.#logger = logger;
  }

  /** Starts a record. @throws AppError `NOT_RECORDED`; nothing is left of it then. */
  async begin(header: IncidentHeader): Promise<RecordedIncident> {
    const id = `incident-${crypto.randomUUID()}`;
    try {
      await this.#store.append(id, `${JSON.stringify(header)}\n`);
    } catch (cause) {
      // An incomplete first line must not be taken for an incident.
      await this.#store.remove(id).catch(() => {});
      throw notRecorded(cause);
    }
    return incidentOf(id, header);
  }

  /** Adds a line to an incident and its record. @throws AppError `NOT_RECORDED`; the incident has it nevertheless. */
  async add(incident: RecordedIncident, line: IncidentLine): Promise<void> {
    apply(incident, line);
    try {
      await this.#store.append(incident.id, `${JSON.stringify(line)}\n`);
    } catch (cause) {
      throw notRecorded(cause);
    }
  }

  /** Removes a record. @throws Error if it is still there. */
  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
  }

  /** Returns the recorded incidents, oldest first, and the number of records that cannot be read. Never rejects. */
  async load(): Promise<{ readonly incidents: RecordedIncident[]; readonly unreadable: number }> {
    const incidents: RecordedIncident[] = [];
    let unreadable = 0;
    const onUnreadable = (error: unknown): void => {
      unreadable += 1;
      this.#logger.warn('The record of an incident could not be read', { error });
    };
    let ids: readonly string[] = [];
    try {
      ids = await this.#store.list();
    } catch (error) {
      onUnreadable(error);
    }
    for (const id of ids) {
      try {
        incidents.push(parseRecord(id, await this.#store.read(id)));
      } catch (error) {
        onUnreadable(error);
      }
    }
    incidents.sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
    return { incidents, unreadable };
  }
}

/** Incomplete and unknown lines are skipped. @throws Error without a usable first line. */
function parseRecord(id: string, text: string): RecordedIncident {
  const [first = '', ...lines] = text.split('\n');
  const incident = incidentOf(id, headerSchema.parse(parseJson(first)));
  for (const line of lines) {
    const parsed = lineSchema.safeParse(parseJson(line));
    if (parsed.success) {
      apply(incident, parsed.data);
    }
  }
  return incident;
}

function incidentOf(id: string, { connections, version: _version, ...header }: IncidentHeader): RecordedIncident {
  const parts = connections.map(({ id: connectionId, name: connectionName, leftOut, ...facts }): RecordedPart => {
    const keys = new Map(leftOut.map((key) => [key.id, key]));
    return { ...facts, connectionId, connectionName, isTried: false, batchIds: [], code: null, keys, attempts: [] };
  });
  return {
    ...header,
    id,
    parts: new Map(parts.map((part) => [part.connectionId, part])),
    isRestored: false,
    restoringAt: null,
  };
}

function apply(incident: RecordedIncident, line: IncidentLine): void {
  if ('restoring' in line) {
    incident.isRestored = true;
    incident.restoringAt ??= line.restoring;
    return;
  }
  const part = incident.parts.get('disabled' in line ? line.disabled : line.restored);
  if (part === undefined) {
    return;
  }
  part.code = line.code;
  part.attempts.push(attemptOf(line));
  if ('disabled' in line) {
    part.isTried ||= line.isTried;
    part.batchIds.push(...(line.batchId === null ? [] : [line.batchId]));
    for (const key of line.keys) {
      part.keys.set(key.id, key);
    }
    return;
  }
  for (const { id, outcome, code } of line.results) {
    const key = part.keys.get(id);
    if (key !== undefined) {
      part.keys.set(id, { ...key, outcome: outcome satisfies IncidentOutcome, code });
    }
  }
}

function attemptOf(line: Exclude<IncidentLine, { restoring: string }>): RecordedAttempt {
  const { at, code } = line;
  const isRestoring = 'restored' in line;
  const results: readonly Pick<RecordedKey, 'outcome'>[] = isRestoring ? line.results : line.keys;
  return {
    kind: isRestoring ? 'restored' : 'disabled',
    at,
    code,
    done: results.filter(({ outcome }) => outcome === (isRestoring ? 'restored' : 'done')).length,
    failed: results.filter(({ outcome }) => outcome === 'notRestored' || isOpenOutcome(outcome)).length,
  };
}

function notRecorded(cause: unknown): AppError {
  return new AppError('NOT_RECORDED', 'The incident could not be recorded on this computer.', {
    cause,
    detail: systemCodeOf(cause),
  });
}
