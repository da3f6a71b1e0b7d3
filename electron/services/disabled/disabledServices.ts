import type { RecordedActions } from '../activity/recordedActions.ts';
import type { Connections } from '../connections/connections.ts';
import type { InstallationFactsReader } from '../connections/installationFactsReader.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Ports } from '../servicePorts.ts';
import { DisabledBatches } from './disabledBatches.ts';
import { DisabledRecords } from './disabledRecords.ts';

/** Dependencies of {@link createDisabledBatches}. */
interface DisabledDependencies extends Pick<Ports, 'disabledKeyStore' | 'clock' | 'logger' | 'publish'> {
  readonly recorded: Pick<RecordedActions, 'setExpiry'>;
  readonly lists: KeyListSync;
  readonly connections: Pick<Connections, 'clockOffsets'>;
  readonly installationFacts: Pick<InstallationFactsReader, 'get'>;
}

/** Creates the service that disables and restores keys. */
export function createDisabledBatches(dependencies: DisabledDependencies): DisabledBatches {
  const { disabledKeyStore, recorded, publish, connections, installationFacts, ...options } = dependencies;
  return new DisabledBatches({
    ...options,
    records: new DisabledRecords(disabledKeyStore),
    clockDifference: (connectionId) =>
      connections.clockOffsets.of(connectionId) ?? installationFacts.get(connectionId)?.clockDifferenceMs ?? 0,
    setExpiry: (...change) => recorded.setExpiry(...change),
    onChanged: () => publish('disabled:changed'),
  });
}
