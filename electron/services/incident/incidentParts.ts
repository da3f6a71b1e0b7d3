import type { BulkResult } from '../../../shared/model/bulkChange.ts';
import { isSameExpiry } from '../../../shared/model/disabledBatch.ts';
import { type IncidentOutcome, isOpenOutcome } from '../../../shared/model/incident.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { ErrorCode } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import { failureOf } from '../activity/actionRecorder.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { IncidentLine, RecordedKey, RecordedPart } from './incidentRecords.ts';
import { fetchList, type IncidentMatcher } from './incidentSearch.ts';

/** Dependencies of {@link IncidentParts}. */
export interface IncidentPartsOptions {
  readonly lists: Pick<KeyListSync, 'known' | 'refresh' | 'state'>;
  readonly disabled: Pick<DisabledBatches, 'disable' | 'restore'>;
  readonly clock: Clock;
}

/** Called with the number of keys of a run, and with how many of them have an outcome. */
export type OnPartProgress = (total: number, finished: number) => void;

type DisabledLine = Omit<Extract<IncidentLine, { disabled: string }>, 'at'>;
type RestoredLine = Omit<Extract<IncidentLine, { restored: string }>, 'at'>;
/** Result of an attempt in one connection, without its time. */
export type PartResult = DisabledLine | RestoredLine;

/** Codes of keys that cannot be restored: somebody else changed or deleted them since. */
const FINAL_CODES: readonly (ErrorCode | null)[] = ['CONFLICT', 'NOT_FOUND', 'KEY_REPLACED'];

/** Whether a key may still get its former expiry back. */
export function canBeRestored({ outcome, code }: Pick<RecordedKey, 'outcome' | 'code'>): boolean {
  return outcome === 'done' || (outcome === 'notRestored' && !FINAL_CODES.includes(code));
}

/** Disables and restores the keys of an incident in one connection. Failures are part of the result. */
export class IncidentParts {
  readonly #options: IncidentPartsOptions;

  constructor(options: IncidentPartsOptions) {
    this.#options = options;
  }

  /**
   * Disables the keys that the incident concerns and that still work.
   * @param known the list just fetched for the confirmation; `null` fetches it.
   */
  async disable(
    part: RecordedPart,
    matcher: IncidentMatcher,
    known: ConnectionKeyList | null,
    stopped: AbortSignal,
    onProgress: OnPartProgress,
  ): Promise<DisabledLine> {
    const { lists, disabled, clock } = this.#options;
    const { connectionId } = part;
    const { state, code } = known === null ? await fetchList(lists, clock, connectionId) : { state: known, code: null };
    const { working, expired, own } = matcher.find(state?.items ?? [], (key) => isLeftOut(part, key));
    const others = [
      ...expired.filter(({ id }) => !part.keys.has(id)).map((key) => recorded(key, 'expired', null)),
      ...own.map((key) => recorded(key, 'ownKey', null)),
    ];
    const line = { disabled: connectionId, isTried: true, batchId: null };
    if (code !== null || stopped.aborted) {
      return { ...line, code, keys: [...others, ...working.map((key) => recorded(key, 'notTried', code))] };
    }
    if (working.length === 0) {
      return { ...line, code: null, keys: [...others, ...this.#settled(part, matcher, new Set())] };
    }
    onProgress(working.length, 0);
    let finished = 0;
    const onResults = async (results: readonly BulkResult[]): Promise<void> => {
      finished += results.length;
      onProgress(working.length, finished);
    };
    try {
      const { report, batchId } = await disabled.disable(connectionId, working, 'incident', onResults, stopped);
      const results = new Map(report.results.map((result) => [result.id, result]));
      const tried = working.map((key) => {
        const { outcome = 'notTried', code: reason = null } = results.get(key.id) ?? {};
        return recorded(key, outcome, reason);
      });
      const changed = { ...part, keys: new Map([...part.keys, ...tried.map((key) => [key.id, key] as const)]) };
      const settled = this.#settled(changed, matcher, new Set(working.map(({ id }) => id)));
      return { ...line, batchId, code: report.stoppedBy, keys: [...others, ...tried, ...settled] };
    } catch (error) {
      const { code: reason } = failureOf(error);
      return { ...line, code: reason, keys: [...others, ...working.map((key) => recorded(key, 'notTried', reason))] };
    }
  }

  /** Gives the keys of a part their former expiry. */
  async restore(part: RecordedPart, stopped: AbortSignal, onProgress: OnPartProgress): Promise<RestoredLine> {
    const { disabled, lists, clock } = this.#options;
    const { connectionId } = part;
    const waiting = [...part.keys.values()].filter(canBeRestored);
    onProgress(waiting.length, 0);
    const results = new Map<string, RestoredLine['results'][number]>();
    let code: ErrorCode | null = null;
    for (const batchId of new Set(part.batchIds)) {
      try {
        const report = await disabled.restore(batchId, null, stopped);
        code ??= report.stoppedBy;
        for (const result of report.results) {
          results.set(result.id, restoredResult(result));
        }
      } catch (error) {
        code = failureOf(error).code;
      }
      onProgress(waiting.length, results.size);
    }
    const left = waiting.filter(({ id }) => !results.has(id));
    if (code === null && left.length > 0 && !stopped.aborted) {
      // They are in no batch any more: restored or forgotten on another page.
      const fetched = await fetchList(lists, clock, connectionId);
      code = fetched.code;
      for (const key of code === null ? left : []) {
        results.set(key.id, listedResult(key, fetched.state));
      }
    }
    return { restored: connectionId, code, results: [...results.values()] };
  }

  /**
   * Compares a part with its list. A key that was left and no longer works needs nothing more; one that is listed only now
   * is still to be disabled.
   */
  #settled(part: RecordedPart, matcher: IncidentMatcher, triedIds: ReadonlySet<string>): RecordedKey[] {
    const list = this.#options.lists.state(part.connectionId);
    if (list === null) {
      return [];
    }
    const { working } = matcher.find(list.items, (key) => isLeftOut(part, key));
    const workingIds = new Set(working.map(({ id }) => id));
    const late = working.filter(({ id }) => !triedIds.has(id)).map((key) => recorded(key, 'notTried', null));
    const over = [...part.keys.values()]
      .filter(({ id, outcome }) => isOpenOutcome(outcome) && !workingIds.has(id))
      .map((key): RecordedKey => ({ ...key, outcome: isListed(key, list) ? 'expired' : 'missing', code: null }));
    return [...late, ...over];
  }
}

/** Whether the user left a key out of an incident. */
export function isLeftOut({ keys }: RecordedPart, { id, token }: Pick<AuthenticationKey, 'id' | 'token'>): boolean {
  const key = keys.get(id);
  return key?.outcome === 'leftOut' && key.token === shortToken(token);
}

/** Returns what is recorded of a key. */
export function recorded(key: AuthenticationKey, outcome: IncidentOutcome, code: ErrorCode | null): RecordedKey {
  const { id, username, fullName, expirationDate } = key;
  return { id, token: shortToken(key.token), username, fullName, formerExpiry: expirationDate, outcome, code };
}

function isListed({ id, token }: RecordedKey, list: ConnectionKeyList): boolean {
  const listed = list.get(id);
  return listed !== null && shortToken(listed.token) === token;
}

function restoredResult({ id, outcome, code }: BulkResult): RestoredLine['results'][number] {
  if (outcome === 'done') {
    return { id, outcome: 'restored', code: null };
  }
  return { id, outcome: 'notRestored', code: outcome === 'missing' ? 'NOT_FOUND' : code };
}

function listedResult(key: RecordedKey, list: ConnectionKeyList | null): RestoredLine['results'][number] {
  const { id, formerExpiry } = key;
  const listed = list?.get(id) ?? null;
  if (listed === null || shortToken(listed.token) !== key.token) {
    return { id, outcome: 'notRestored', code: 'NOT_FOUND' };
  }
  return formerExpiry !== null && isSameExpiry(listed.expirationDate, formerExpiry)
    ? { id, outcome: 'restored', code: null }
    : { id, outcome: 'notRestored', code: 'CONFLICT' };
}
