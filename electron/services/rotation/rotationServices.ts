import type { RecordedActions } from '../activity/recordedActions.ts';
import type { RecordedKeyTests } from '../activity/recordedKeyTests.ts';
import type { Connections } from '../connections/connections.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Ports } from '../servicePorts.ts';
import { RotationFiles } from './rotationFiles.ts';
import { RotationJournal } from './rotationJournal.ts';
import { Rotations } from './rotations.ts';

/** The services that rotate keys. */
export interface RotationServices {
  readonly rotations: Rotations;
  readonly rotationFiles: RotationFiles;
  readonly rotationJournal: RotationJournal;
}

/** Dependencies of {@link createRotations}. */
interface RotationDependencies
  extends Pick<
    Ports,
    'rotationStore' | 'clipboard' | 'fileDialogs' | 'userFiles' | 'region' | 'clock' | 'logger' | 'publish'
  > {
  readonly connections: Connections;
  readonly lists: KeyListSync;
  readonly disabled: Pick<DisabledBatches, 'disable'>;
  readonly recorded: RecordedActions;
  readonly recordedKeyTests: RecordedKeyTests;
}

/** The journal of rotations knows what an interrupted step has left. */
const RESUMED = { isResumedByCaller: true } as const;

/** Creates the services that rotate keys. */
export function createRotations({
  rotationStore: store,
  publish,
  connections,
  lists,
  disabled,
  recorded,
  recordedKeyTests,
  ...ports
}: RotationDependencies): RotationServices {
  const { clock, logger } = ports;
  const rotationJournal = new RotationJournal({ store, logger, now: () => clock.now() });
  const rotations = new Rotations({
    actions: {
      createKey: (connectionId, accountId, expirationDate, requestId) =>
        recorded.createKey(connectionId, accountId, expirationDate, requestId),
      test: (connectionId, keys, stopped) => recordedKeyTests.test(connectionId, keys, stopped),
      setExpiry: (connectionId, changes, stopped) => recorded.setExpiry(connectionId, changes, stopped, RESUMED),
      deleteKeys: (connectionId, keys, stopped) => recorded.deleteKeys(connectionId, keys, stopped, RESUMED),
      disable: async (connectionId, keys, stopped) => {
        const { report } = await disabled.disable(connectionId, keys, 'rotation', undefined, stopped);
        return report;
      },
    },
    lists,
    journal: rotationJournal,
    clock,
    logger,
    sourceOf: (connectionId) => connections.sourceOf(connectionId),
    onChanged: () => publish('rotations:changed'),
  });
  return { rotations, rotationJournal, rotationFiles: new RotationFiles({ ...ports, connections, rotations }) };
}
