import type { KnownNames } from '../../../shared/model/incident.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import type { Connections } from '../connections/connections.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Ports } from '../servicePorts.ts';
import { saveTable, type TableFileRequest } from '../tables/saveTable.ts';
import { IncidentRecords } from './incidentRecords.ts';
import { Incidents } from './incidents.ts';
import { type IncidentLabels, incidentTable } from './incidentTable.ts';
import { knownNames } from './knownNames.ts';
import { type LeakFile, readLeakFile } from './leakFile.ts';
import { ReportFiles } from './reportFiles.ts';

/** Dependencies of {@link createIncidents}. */
export interface IncidentDependencies
  extends Pick<
    Ports,
    | 'incidentStore'
    | 'clock'
    | 'logger'
    | 'publish'
    | 'region'
    | 'fileDialogs'
    | 'userFiles'
    | 'writeTable'
    | 'clipboard'
    | 'printPdf'
    | 'host'
  > {
  readonly connections: Connections;
  readonly lists: KeyListSync;
  readonly adopted: AdoptedKeys;
  readonly disabled: DisabledBatches;
  readonly isLocked: () => boolean;
}

/** The services of incidents. */
export interface IncidentServices {
  readonly incidents: Incidents;
  /** See {@link knownNames}, of all connections. */
  readonly incidentNames: () => Promise<KnownNames>;
  readonly incidentFiles: {
    /** See {@link readLeakFile}. */
    readonly read: (fileKind: string) => Promise<LeakFile | null>;
    /** Saves the keys of an incident; `null` if cancelled. @throws AppError `NOT_FOUND`; else as {@link saveTable}. */
    readonly saveTable: (
      incidentId: string,
      labels: IncidentLabels,
      file: Omit<TableFileRequest, 'content'>,
    ) => Promise<SavedTable | null>;
    /** See {@link ReportFiles.save}. @throws AppError also `NOT_FOUND`. */
    readonly saveReport: (
      incidentId: string,
      ...rest: WithoutFirst<Parameters<ReportFiles['save']>>
    ) => Promise<SavedTable | null>;
    /** See {@link ReportFiles.copy}. @throws AppError also `NOT_FOUND`. */
    readonly copyReport: (incidentId: string, ...rest: WithoutFirst<Parameters<ReportFiles['copy']>>) => Promise<void>;
  };
}

type WithoutFirst<List extends readonly unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

/** Creates the services of incidents. */
export function createIncidents(dependencies: IncidentDependencies): IncidentServices {
  const { incidentStore, connections, publish, logger, host, ...options } = dependencies;
  const incidents = new Incidents({
    ...options,
    logger,
    connections: () => connections.list().connections,
    records: new IncidentRecords(incidentStore, logger),
    onChanged: () => publish('incident:changed'),
  });
  const reports = new ReportFiles({ ...options, version: host.version });
  return {
    incidents,
    incidentNames: () =>
      knownNames(
        options.lists,
        connections.list().connections.map(({ id }) => id),
      ),
    incidentFiles: {
      read: (fileKind) => readLeakFile(options, fileKind),
      saveTable: async (incidentId, labels, file) =>
        saveTable(options, { ...file, content: 'incident' }, incidentTable(await incidents.get(incidentId), labels)),
      saveReport: async (incidentId, ...rest) => reports.save(await incidents.get(incidentId), ...rest),
      copyReport: async (incidentId, ...rest) => reports.copy(await incidents.get(incidentId), ...rest),
    },
  };
}
