import { hygieneTexts } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { type FindingKind, findingsOf, type LoggedCalls } from '../../../shared/model/hygiene.ts';
import type { SavedReport } from '../../../shared/model/hygieneReport.ts';
import { type IgnoredFinding, type OpenFinding, withoutIgnored } from '../../../shared/model/ignoredFinding.ts';
import type { KeyPermissions } from '../../../shared/model/key.ts';
import type { ExportedState } from '../../../shared/model/keyExport.ts';
import type { Language } from '../../../shared/model/language.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import type { PrintPdf } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import { sha256Of } from '../sha256.ts';
import {
  csvSeparator,
  localDay,
  type SaveTableOptions,
  saveTable,
  type TableFileRequest,
} from '../tables/saveTable.ts';
import { hygieneDocument } from './hygieneDocument.ts';
import type { HygienePolicies } from './hygienePolicies.ts';
import { hygieneTable } from './hygieneTable.ts';

/** Dependencies of {@link HygieneReports}. */
export interface HygieneReportsOptions extends SaveTableOptions {
  readonly lists: Pick<KeyListSync, 'known'>;
  readonly policies: Pick<HygienePolicies, 'get'>;
  /** Returns a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly summaryOf: (connectionId: string) => ConnectionSummary;
  /** What is ignored on a connection. */
  readonly ignored: (connectionId: string) => readonly IgnoredFinding[];
  /** The names of the account that is signed in. Rejects while the installation cannot be reached. */
  readonly getPermissions: (connectionId: string) => Promise<KeyPermissions>;
  /** Calls of accounts according to logs; `null` if no logs were read. */
  readonly loggedCalls: (connectionId: string) => LoggedCalls | null;
  /** By token: when KeyDesk disabled a key, in milliseconds since the epoch, UTC. */
  readonly disabledAt: (connectionId: string) => Promise<ReadonlyMap<string, number>>;
  readonly printPdf: PrintPdf;
  readonly version: string;
}

/** What is saved, in the language of the window. */
export interface HygieneExport {
  readonly connectionId: string;
  readonly language: Language;
  readonly states: Readonly<Record<ExportedState, string>>;
}

/** Saves what is to be cleaned up: as a table, or as a report for auditors. Works on the list in memory or in the cache. */
export class HygieneReports {
  readonly #options: HygieneReportsOptions;

  constructor(options: HygieneReportsOptions) {
    this.#options = options;
  }

  /**
   * Saves the keys of one finding or, with `null`, of all as a table to a file that the user chooses.
   * @returns `null` if the user cancelled.
   * @throws AppError `NOT_FOUND` if there is no list; else as {@link saveTable}.
   */
  async export(
    { connectionId, language, states }: HygieneExport,
    kind: FindingKind | null,
    file: Omit<TableFileRequest, 'content'>,
  ): Promise<SavedTable | null> {
    const { findings, now } = await this.#find(connectionId);
    const chosen = kind === null ? findings : findings.filter((finding) => finding.kind === kind);
    const table = hygieneTable(chosen, { texts: hygieneTexts(language), states, now });
    return saveTable(this.#options, { ...file, content: 'clean-up' }, table);
  }

  /**
   * Saves the report as PDF to a file that the user chooses, and all its rows as CSV beside it, under a name that is not
   * used yet. The report states the SHA-256 of the bytes of the CSV file.
   * @returns `null` if the user cancelled.
   * @throws AppError `NOT_FOUND` if there is no list; `FILE_NOT_SAVED`: neither file was written.
   */
  async save(
    { connectionId, language, states }: HygieneExport,
    connectionName: string,
    fileKind: string,
  ): Promise<SavedReport | null> {
    const { region, userFiles, fileDialogs, writeTable, printPdf, policies, ignored, version } = this.#options;
    const { findings, now, list } = await this.#find(connectionId);
    const timeZone = region.timeZone();
    const chosen = await fileDialogs.chooseSaveFile({
      suggestedName: `keydesk-clean-up-${localDay(now, timeZone)}.pdf`,
      filter: { name: fileKind, extensions: ['pdf'] },
    });
    if (chosen === null) {
      return null;
    }
    const file = /\.pdf$/i.test(chosen) ? chosen : await completeName(chosen, 'pdf', userFiles);
    const tableFile = await completeName(file.replace(/\.pdf$/i, ''), 'csv', userFiles);
    const tableName = userFiles.nameOf(tableFile);
    const csv = await writeTable(hygieneTable(findings, { texts: hygieneTexts(language), states, now }), {
      format: 'csv',
      separator: csvSeparator(region.locale()),
      timeZone,
    });
    const connection = this.#options.summaryOf(connectionId);
    const pdf = await printPdf(
      hygieneDocument({
        language,
        states,
        connectionName,
        address: connection.address,
        account: await this.#accountOf(connection),
        version,
        now,
        fetchedAt: list.fetchedAt,
        timeZone,
        policy: policies.get(connectionId),
        findings,
        ignored: ignored(connectionId),
        keyCount: list.size,
        tableName,
        tableHash: sha256Of(csv),
      }),
    );
    await userFiles.write(tableFile, csv);
    const isComplete = await this.#writeOrRemove(file, pdf, tableFile);
    return {
      fileName: isComplete ? userFiles.nameOf(file) : null,
      tableName,
      folderName: userFiles.folderNameOf(file),
    };
  }

  /** Writes the report, or else removes its table. Returns `false` if neither was possible. @throws AppError `FILE_NOT_SAVED`. */
  async #writeOrRemove(file: string, pdf: Uint8Array, tableFile: string): Promise<boolean> {
    const { userFiles } = this.#options;
    try {
      await userFiles.write(file, pdf);
      return true;
    } catch (error) {
      try {
        await userFiles.remove(tableFile);
      } catch {
        return false;
      }
      throw error;
    }
  }

  async #find(
    connectionId: string,
  ): Promise<{ findings: readonly OpenFinding[]; now: number; list: ConnectionKeyList }> {
    const { clock, lists, policies, ignored, loggedCalls, disabledAt } = this.#options;
    const { state: list } = await lists.known(connectionId);
    if (list === null) {
      throw new AppError('NOT_FOUND', 'There is no list of keys.');
    }
    const now = clock.now();
    const facts = {
      now,
      accountStates: list.accountStates,
      calls: loggedCalls(connectionId),
      disabledAt: await disabledAt(connectionId),
    };
    const found = findingsOf(list.items, policies.get(connectionId), facts);
    return { findings: withoutIgnored(found, ignored(connectionId), now), now, list };
  }

  /** The full name of the account with its user name; as far as known while the installation cannot be reached. */
  async #accountOf({ id, username, token }: ConnectionSummary): Promise<string> {
    try {
      const { account } = await this.#options.getPermissions(id);
      return account.fullName === '' ? account.username : `${account.fullName} (${account.username})`;
    } catch {
      return username === '' ? shortToken(token) : username;
    }
  }
}
