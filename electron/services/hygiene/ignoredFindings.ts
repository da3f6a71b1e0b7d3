import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { FindingKind } from '../../../shared/model/hygiene.ts';
import {
  IGNORED_LIMITS,
  type IgnoredFinding,
  inForce,
  isOfAccounts,
  subjectOf,
} from '../../../shared/model/ignoredFinding.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import { type ActionRecorder, NO_KEY } from '../activity/actionRecorder.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Dependencies of {@link IgnoredFindings}. */
export interface IgnoredFindingsOptions {
  readonly settings: SettingsService;
  readonly lists: Pick<KeyListSync, 'known'>;
  readonly recorder: Pick<ActionRecorder, 'recorderOf'>;
  readonly clock: Clock;
  /** Returns a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly summaryOf: (connectionId: string) => ConnectionSummary;
}

/** What somebody wants to ignore. */
export interface Decision {
  readonly kind: FindingKind;
  readonly keys: readonly KeyReference[];
  readonly reason: string;
  /** ISO 8601 in UTC; `null`: until it is taken back. */
  readonly until: string | null;
}

/** Findings that "Clean up" does not propose, with who decided so and why; each decision is in the activity journal. */
export class IgnoredFindings {
  readonly #options: IgnoredFindingsOptions;

  constructor(options: IgnoredFindingsOptions) {
    this.#options = options;
  }

  /** Returns what is ignored on a connection now, oldest first; not what was decided while it led to another installation. */
  list(connectionId: string): readonly IgnoredFinding[] {
    const all = this.#all(connectionId);
    if (all.length === 0) {
      return all;
    }
    const here = installationOf(this.#options.summaryOf(connectionId));
    return all.filter(({ installation }) => installation === here);
  }

  /**
   * Ignores a finding for keys, or for the accounts of these keys. A decision about the same replaces an earlier one; keys
   * that are not listed any more are left out.
   * @returns `false` if there would be too many; nothing is ignored then.
   * @throws AppError `CONNECTION_UNKNOWN`; `NOT_FOUND` if there is no list; `SETTINGS_NOT_SAVED`. Nothing is ignored then.
   */
  async ignore(connectionId: string, { kind, keys, reason, until }: Decision): Promise<boolean> {
    const { lists, clock, summaryOf } = this.#options;
    const summary = summaryOf(connectionId);
    const installation = installationOf(summary);
    const { state: list } = await lists.known(connectionId);
    if (list === null) {
      throw new AppError('NOT_FOUND', 'There is no list of keys.');
    }
    const at = new Date(clock.now()).toISOString();
    const by = summary.username || shortToken(summary.token);
    const decisions = new Map<string, IgnoredFinding>();
    for (const { id, token } of keys) {
      const key = list.get(id);
      if (key?.token === token) {
        const { accountId, username, fullName } = key;
        const about = { kind, installation, token: isOfAccounts(kind) ? null : token, accountId };
        const decision = { ...about, id: crypto.randomUUID(), username, fullName, at, by, reason, until };
        decisions.set(subjectOf(about), decision);
      }
    }
    const earlier = this.#all(connectionId).filter(
      (one) => one.installation !== installation || !decisions.has(subjectOf(one)),
    );
    const all = [...earlier, ...decisions.values()];
    if (all.length > IGNORED_LIMITS.findings) {
      return false;
    }
    this.#store(connectionId, all);
    await this.#record(connectionId, 'findingIgnored', [...decisions.values()]);
    return true;
  }

  /** Takes decisions back: what they were about is found again. @throws AppError `SETTINGS_NOT_SAVED`. */
  async takeBack(connectionId: string, ids: readonly string[]): Promise<void> {
    const taken = new Set(ids);
    const all = this.#all(connectionId);
    const ended = all.filter(({ id }) => taken.has(id));
    if (ended.length > 0) {
      this.#store(
        connectionId,
        all.filter(({ id }) => !taken.has(id)),
      );
      await this.#record(connectionId, 'findingReopened', ended);
    }
  }

  /** The decisions that hold, also those about other installations. */
  #all(connectionId: string): readonly IgnoredFinding[] {
    const { ignoredFindings } = this.#options.settings.current;
    // The window may send any id: inherited properties are not decisions.
    const all = Object.hasOwn(ignoredFindings, connectionId) ? ignoredFindings[connectionId] : undefined;
    return inForce(all ?? [], this.#options.clock.now());
  }

  #store(connectionId: string, all: readonly IgnoredFinding[]): void {
    const { settings } = this.#options;
    settings.changeLasting({ ignoredFindings: { ...settings.current.ignoredFindings, [connectionId]: all } });
  }

  async #record(
    connectionId: string,
    action: 'findingIgnored' | 'findingReopened',
    decisions: readonly IgnoredFinding[],
  ): Promise<void> {
    await this.#options.recorder.recorderOf(connectionId)(
      decisions.map(({ kind, token, username, fullName, reason }) => ({
        ...{ ...NO_KEY, username, fullName, token: token === null ? null : shortToken(token) },
        ...{ action, outcome: 'done', code: null, finding: kind, reason },
      })),
    );
  }
}

/** Identifies an installation. The port of the sample platform changes. */
function installationOf({ kind, address, servicePath }: ConnectionSummary): string {
  return kind === 'sample' ? kind : `${address} ${servicePath}`;
}
