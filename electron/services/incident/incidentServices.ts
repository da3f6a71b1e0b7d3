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
import { type LeakFile, readLeakFile } from './leakFile.ts';

/** Dependencies of {@link createIncidents}. */
export interface IncidentDependencies
  extends Pick<
    Ports,
    'incidentStore' | 'clock' | 'logger' | 'publish' | 'region' | 'fileDialogs' | 'userFiles' | 'writeTable'
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
  readonly incidentFiles: {
    /** See {@link readLeakFile}. */
    readonly read: (fileKind: string) => Promise<LeakFile | null>;
    /** Saves the report of an incident; `null` if cancelled. @throws AppError `NOT_FOUND`; else as {@link saveTable}. */
    readonly saveReport: (
      incidentId: string,
      labels: IncidentLabels,
      file: Omit<TableFileRequest, 'content'>,
    ) => Promise<SavedTable | null>;
  };
}

/** Creates the services of incidents. */
export function createIncidents(dependencies: IncidentDependencies): IncidentServices {
  const { incidentStore, connections, publish, logger, ...options } = dependencies;
  const incidents = new Incidents({
    ...options,
    logger,
    connections: () => connections.list().connections,
    records: new IncidentRecords(incidentStore, logger),
    onChanged: () => publish('incident:changed'),
  });
  return {
    incidents,
    incidentFiles: {
      read: (fileKind) => readLeakFile(options, fileKind),
      saveReport: async (incidentId, labels, file) =>
        saveTable(options, { ...file, content: 'incident' }, incidentTable(await incidents.get(incidentId), labels)),
    },
  };
}
