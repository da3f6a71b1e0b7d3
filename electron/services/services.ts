import { SAMPLE_CONNECTION_ID } from '../../shared/model/connection.ts';
import { resolveLanguage } from '../../shared/model/language.ts';
import type { Preferences, WindowState } from '../../shared/model/settings.ts';
import type { AdminApi } from '../ports.ts';
import { ActionRecorder } from './activity/actionRecorder.ts';
import { Activity } from './activity/activity.ts';
import { RecordedActions } from './activity/recordedActions.ts';
import { RecordedAdoption } from './activity/recordedAdoption.ts';
import { RecordedKeyTests } from './activity/recordedKeyTests.ts';
import { BulkChanges } from './bulk/bulkChanges.ts';
import { BulkJournal } from './bulk/bulkJournal.ts';
import { type ConnectionFileServices, createConnectionFiles } from './connections/connectionFiles.ts';
import { Connections } from './connections/connections.ts';
import { InstallationFactsReader } from './connections/installationFactsReader.ts';
import { SampleConnection } from './connections/sampleConnection.ts';
import type { DisabledBatches } from './disabled/disabledBatches.ts';
import { createDisabledBatches } from './disabled/disabledServices.ts';
import { Doctor } from './doctor/doctor.ts';
import { createHandOver, type HandOverServices } from './handOver/handOverServices.ts';
import { createHygiene, type HygieneServices } from './hygiene/hygieneServices.ts';
import { createIncidents, type IncidentServices } from './incident/incidentServices.ts';
import { AdoptedKeys } from './keys/adoptedKeys.ts';
import { KeyExport } from './keys/keyExport.ts';
import { KeyNotes } from './keys/keyNotes.ts';
import { Keys } from './keys/keys.ts';
import { KeyTests } from './keys/keyTests.ts';
import type { KeyViews } from './keys/keyViews.ts';
import { LastUse } from './lastUse/lastUse.ts';
import type { ListHeads } from './listHead/listHeads.ts';
import { createListServices } from './listHead/listServices.ts';
import { AppPassphrase } from './lock/appPassphrase.ts';
import { Lock } from './lock/lock.ts';
import { createReminderServices, type ReminderServices } from './reminders/reminderServices.ts';
import { createRotations, type RotationServices } from './rotation/rotationServices.ts';
import { KeyClipboard } from './secrets/keyClipboard.ts';
import { Reveals } from './secrets/reveals.ts';
import { createSecretServices } from './secrets/secretServices.ts';
import type { Ports } from './servicePorts.ts';
import { ApplicationState } from './settings/applicationState.ts';
import type { KeyUsage } from './usage/keyUsage.ts';
import { createKeyUsage } from './usage/usageServices.ts';

/** The services behind the IPC channels, and their start and end. */
export interface Services
  extends ConnectionFileServices,
    HandOverServices,
    HygieneServices,
    IncidentServices,
    RotationServices,
    ReminderServices {
  readonly appState: ApplicationState;
  readonly connections: Connections;
  readonly installationFacts: InstallationFactsReader;
  readonly keys: Keys;
  readonly listHeads: ListHeads;
  readonly bulkChanges: BulkChanges;
  readonly disabledBatches: DisabledBatches;
  readonly keyTests: KeyTests;
  readonly recordedKeyTests: RecordedKeyTests;
  readonly keyExport: KeyExport;
  readonly keyNotes: KeyNotes;
  readonly doctor: Doctor;
  readonly adoptedKeys: AdoptedKeys;
  readonly recordedAdoption: RecordedAdoption;
  readonly keyViews: KeyViews;
  readonly keyUsage: KeyUsage;
  readonly lastUse: LastUse;
  readonly keyClipboard: KeyClipboard;
  readonly reveals: Reveals;
  readonly lock: Lock;
  /** The actions of these services that are recorded in the activity journal. */
  readonly recorded: RecordedActions;
  readonly activity: Activity;
  /** {@link Credentials.lend} for a connection that the user added; `null` for another one. */
  readonly lendPassword: (connectionId: string, password: string) => (() => void) | null;
  /** Where the window was last. */
  readonly windowState: { readonly get: () => WindowState | null; readonly set: (state: WindowState) => void };
  /** Reads what the window will ask for first, while it is being created. */
  readonly readAhead: () => void;
  /** Starts what may open a keychain prompt: at once, or after unlocking if the application is locked. */
  readonly start: () => void;
  /** Clears a copied secret from the clipboard and ends the child processes. Never rejects. */
  readonly close: () => Promise<void>;
}

/** Creates the services. Tests pass in-memory ports, `main.ts` the real ones. */
export function createServices(ports: Ports): Services {
  const { clipboard, clock, logger, publish } = ports;
  const { settings, keychain, secretIndex, cachedSecrets, credentials } = createSecretServices(ports);
  const sample = new SampleConnection({
    platform: ports.samplePlatform,
    keychain,
    clock,
    logger,
    dataFolder: ports.sampleDataFolder,
    hasData: ports.hasSampleData,
    onChanged: () => publish('connections:changed'),
  });
  const connections = new Connections({
    settings,
    credentials,
    secretIndex,
    sample,
    connectAdminApi: ports.connectAdminApi,
    readCertificates: ports.readCertificates,
    testing: { probe: ports.connectionProbe, clock, readCertificates: ports.readCertificates },
    publish,
    onTargetChanged: async (connectionId) => {
      if (!settings.current.connections.some(({ id }) => id === connectionId)) {
        void keyClipboard.forgetConnection(connectionId);
        void bulkChanges.interrupted.forgetConnection(connectionId);
        await disabledBatches.forgetConnection(connectionId);
        await rotation.rotationJournal.forgetConnection(connectionId);
        void reminderServices.reminders.forgetConnection(connectionId);
        await keyNotes.forget(connectionId);
        await lastUse.forget(connectionId);
      }
      keyTests.forget(connectionId);
      installationFacts.forget(connectionId);
      await keyListSync.forget(connectionId);
    },
  });
  const open = (connectionId: string): Promise<AdminApi> => connections.open(connectionId);
  const nameOf = (connectionId: string): string | null => connections.nameOf(connectionId);
  const installationFacts = new InstallationFactsReader({ settings, connections, clock, logger, publish });
  const keyNotes = new KeyNotes({ store: ports.keyNoteStore, nameOf, publish });
  const lastUse = new LastUse({
    ...{ ...ports, store: ports.lastUseStore, nameOf },
    logFolderOf: (connectionId) => sample.accessLogFolderOf(connectionId),
  });
  const { keyViews, keyListCache, keyListSync, listHeads, readAhead } = createListServices({
    ...{ ...ports, settings, connections, open, nameOf },
    adoptedOf: (connectionId) => adoptedKeys.list(connectionId),
    rotations: () => rotation,
  });
  const bulkChanges = new BulkChanges({
    open,
    lists: keyListSync,
    cachedSecrets,
    journal: new BulkJournal(ports.bulkJournalStore),
    clock,
    logger,
    onChanged: () => publish('bulk:changed'),
  });
  void bulkChanges.interrupted.load();
  const adoptedKeys = new AdoptedKeys({
    ...{ settings, keychain, index: secretIndex, lists: keyListSync, logger, publish, nameOf },
  });
  const keys = new Keys({
    ...{ open, cachedSecrets, adopted: adoptedKeys, lists: keyListSync, heads: listHeads, logger },
    onFetched: (connectionId, list) => {
      bulkChanges.interrupted.check(connectionId, list);
      void disabledBatches.check(connectionId, list);
      void installationFacts.readIfOld(connectionId);
      rotation.rotations.noteFetched(connectionId, list);
    },
  });
  const keyTests = new KeyTests({
    targetOf: (connectionId) => connections.targetOf(connectionId),
    readSecret: (connectionId, key) => keys.readSecret(connectionId, key),
    probe: ports.connectionProbe,
    lists: keyListSync,
    clock,
    logger,
    onChanged: () => publish('keyTests:changed'),
  });
  const preferences = (): Preferences => settings.current.preferences;
  const keyClipboard = new KeyClipboard({
    keys,
    clipboard,
    focus: ports.focus,
    clock,
    logger,
    preferences,
    onChanged: () => publish('clipboard:changed'),
  });
  const reveals = new Reveals({
    keys,
    clock,
    protectScreen: ports.protectScreen,
    onEnded: () => publish('reveal:ended'),
  });
  const activity = new Activity({ ...ports, store: ports.activityStore, keychain });
  const recorder = new ActionRecorder({ connections, keys, activity });
  const { handOver, ...handOverServices } = createHandOver({ ...ports, connections, keys, keyClipboard, recorder });
  const recorded = new RecordedActions({
    ...{ recorder, connections, keys, bulkChanges, keyClipboard, handOver, reveals, activity, secretIndex },
  });
  const disabledBatches = createDisabledBatches({
    ...{ ...ports, recorded, lists: keyListSync, connections, installationFacts },
  });
  const lock = new Lock({
    passphrase: new AppPassphrase({ settings, keychain, passphraseHash: ports.passphraseHash, clock }),
    preferences,
    presence: ports.presence,
    systemUnlock: ports.systemUnlock,
    clock,
    language: () => resolveLanguage(preferences().language, ports.host.systemLanguages()),
    hideSecrets: () => {
      reveals.end();
      handOverServices.protectedFiles.lock();
      void keyClipboard.lock();
    },
    onChanged: () => {
      publish('app:changed');
      start();
    },
  });
  const start = (): void => {
    void keychain.identify();
    startReminders();
    if (!lock.isLocked) {
      void connections.start();
      incidentServices.incidents.start();
    }
  };
  const incidentServices = createIncidents({
    ...{ ...ports, connections, lists: keyListSync, adopted: adoptedKeys, disabled: disabledBatches },
    isLocked: () => lock.isLocked,
  });
  const recordedKeyTests = new RecordedKeyTests(recorder, keyTests);
  const rotation = createRotations({
    ...{ ...ports, connections, lists: keyListSync, recorded, recordedKeyTests },
    disabled: disabledBatches,
  });
  // Lost or unreadable settings contain no connections, which must not delete the lists too.
  if (settings.damaged === null && settings.storageProblem === null) {
    const known = [SAMPLE_CONNECTION_ID, ...connections.stored.map(({ id }) => id)];
    void keyListCache.keepOnly(known);
    void keyNotes.keepOnly(known);
    void lastUse.keepOnly(known);
    void disabledBatches.keepOnly(known);
    void rotation.rotationJournal.keepOnly(known);
  }
  const timed = createReminderServices({
    ...{ ...ports, ...rotation, settings, connections, keyListSync, adoptedKeys, lock },
  });
  const { startReminders, closeReminders, ...reminderServices } = timed;
  const keyUsage = createKeyUsage({ ...ports, connections, keyListSync, adoptedKeys, cachedSecrets });
  return {
    appState: new ApplicationState({
      settings,
      folderRights: ports.folderRights,
      keychain,
      secretIndex,
      sample,
      lock,
      activity,
      keyListCache,
      host: ports.host,
      publish,
    }),
    connections,
    ...createConnectionFiles({ ...ports, connections, keyNotes }),
    installationFacts,
    keys,
    listHeads,
    bulkChanges,
    disabledBatches,
    keyTests,
    recordedKeyTests,
    ...rotation,
    keyNotes,
    doctor: new Doctor({ connections, lists: keyListSync, keys, adopted: adoptedKeys, clock, logger }),
    adoptedKeys,
    recordedAdoption: new RecordedAdoption(recorder, adoptedKeys),
    ...reminderServices,
    keyViews,
    keyUsage,
    lastUse,
    keyExport: new KeyExport({ ...ports, lists: keyListSync, keyNotes, lastUse, keyViews }),
    keyClipboard,
    reveals,
    lock,
    recorded,
    ...handOverServices,
    ...createHygiene({ ...ports, settings, connections, keyListSync, keys, lastUse, disabledBatches, recorder }),
    ...incidentServices,
    activity,
    lendPassword: (connectionId, password) => {
      const owner = connections.stored.find(({ id }) => id === connectionId);
      return owner === undefined ? null : credentials.lend(owner, password);
    },
    windowState: { get: () => settings.current.window, set: (window) => settings.change({ window }) },
    readAhead,
    start,
    close: async () => {
      handOverServices.protectedFiles.end();
      const runs = [incidentServices.incidents, rotation.rotations, bulkChanges, keyTests];
      const lastRun = Promise.all(runs.map((run) => run.close()));
      keyUsage.stop();
      await Promise.allSettled([keyClipboard.close(), sample.close(lastRun), lastRun, closeReminders()]);
      // After the runs have ended, so that their changes are written too.
      await Promise.allSettled([activity.close(), keyListCache.close(), keyNotes.close(), lastUse.close()]);
      installationFacts.close();
      settings.close();
      ports.secretStore.close();
    },
  };
}
