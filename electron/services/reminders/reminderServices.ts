import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import { resolveLanguage } from '../../../shared/model/language.ts';
import { isRotating } from '../../../shared/model/rotation.ts';
import type {
  CalendarFormat,
  Clock,
  FileDialogs,
  Logger,
  Notifications,
  Publish,
  ReminderStore,
  UserFiles,
} from '../../ports.ts';
import { Absences } from '../absence/absences.ts';
import { CalendarContent } from '../calendar/calendarContent.ts';
import { CalendarExport } from '../calendar/calendarExport.ts';
import { KeptCalendar } from '../calendar/keptCalendar.ts';
import type { Connections } from '../connections/connections.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import { KeyLinks } from '../keys/keyLinks.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Lock } from '../lock/lock.ts';
import type { Rotations } from '../rotation/rotations.ts';
import type { HostFacts } from '../settings/applicationState.ts';
import type { SettingsService } from '../settings/settings.ts';
import { ReminderSettings } from './reminderSettings.ts';
import { Reminders } from './reminders.ts';

/** Dependencies of {@link createReminderServices}. */
export interface ReminderServicesOptions {
  readonly settings: SettingsService;
  readonly connections: Pick<Connections, 'list' | 'nameOf'>;
  readonly keyListSync: Pick<KeyListSync, 'known' | 'state'>;
  readonly adoptedKeys: Pick<AdoptedKeys, 'list'>;
  readonly rotations: Pick<Rotations, 'list'>;
  readonly lock: Pick<Lock, 'isLocked'>;
  readonly reminderStore: ReminderStore;
  readonly notifications: Notifications;
  readonly calendarFormat: CalendarFormat;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly host: Pick<HostFacts, 'systemLanguages'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** The services about reminders, absences and calendar files, and the links that a clicked reminder opens. */
export interface ReminderServices {
  readonly absences: Absences;
  readonly keyLinks: KeyLinks;
  readonly reminders: Reminders;
  readonly reminderSettings: ReminderSettings;
  readonly calendarExport: CalendarExport;
  readonly keptCalendar: KeptCalendar;
}

/** Creates the reminders, absences and calendar files, over the known keys of all connections. */
export function createReminderServices(options: ReminderServicesOptions): ReminderServices & {
  readonly startReminders: () => void;
  /** Never rejects. */
  readonly closeReminders: () => Promise<void>;
} {
  const { settings, connections, keyListSync, adoptedKeys, rotations, lock, host, ...ports } = options;
  const keyLinks = new KeyLinks({ connections: () => connections.list(), publish: ports.publish });
  const language = () => resolveLanguage(settings.current.preferences.language, host.systemLanguages());
  const reminderSettings = new ReminderSettings(settings, (id) => connections.nameOf(id), ports.publish);
  const daysOf = (connectionId: string) => reminderSettings.daysOf(connectionId);
  const reminders = new Reminders({
    ...ports,
    store: ports.reminderStore,
    source: {
      connections: () => connections.list().connections.map(({ id, name }) => ({ id, name })),
      keysOf: async (connectionId) => (await keyListSync.known(connectionId)).state?.items ?? null,
      adoptedKeysOf: (connectionId) => adoptedKeys.list(connectionId),
      daysOf,
    },
    isLocked: () => lock.isLocked,
    language,
    openKeyLink: (link) => keyLinks.open([link]),
  });
  const summaryOf = (connectionId: string) => connections.list().connections.find(({ id }) => id === connectionId);
  const content = new CalendarContent({
    keys: {
      connectionIds: () => connections.list().connections.map(({ id }) => id),
      sourceOf: async (connectionId) => {
        const { name = '', address = '' } = summaryOf(connectionId) ?? {};
        const { state, fault } = await keyListSync.known(connectionId);
        return fault === 'damaged'
          ? null
          : {
              ...{ name, address },
              installation: connectionId === SAMPLE_CONNECTION_ID ? connectionId : address,
              listed: state?.items ?? [],
              adopted: adoptedKeys.list(connectionId),
              days: daysOf(connectionId),
            };
      },
      versionOf: (connectionId) => {
        const { name, address } = summaryOf(connectionId) ?? {};
        const list = keyListSync.state(connectionId)?.items;
        return [name, address, list, ...adoptedKeys.list(connectionId), ...daysOf(connectionId)];
      },
    },
    format: ports.calendarFormat,
    language,
    clock: ports.clock,
  });
  const keptCalendar = new KeptCalendar({
    ...ports,
    content,
    format: ports.calendarFormat,
    setting: {
      get: () => settings.current.calendarFile,
      set: (calendarFile) => settings.changeLasting({ calendarFile }),
    },
  });
  const absences = new Absences({
    settings,
    clock: ports.clock,
    // The sample platform is nobody's concern.
    connectionIds: () => connections.list().connections.flatMap(({ id }) => (id === SAMPLE_CONNECTION_ID ? [] : [id])),
    keysOf: async (connectionId) => {
      const under = (await rotations.list(connectionId)).filter(isRotating);
      const tokens = under.flatMap(({ oldKey, newKey }) => [oldKey.token, newKey?.token ?? '']);
      return {
        listed: (await keyListSync.known(connectionId)).state?.items ?? [],
        adopted: adoptedKeys.list(connectionId),
        rotating: new Set(tokens),
      };
    },
  });
  return {
    absences,
    keyLinks,
    reminders,
    reminderSettings,
    calendarExport: new CalendarExport({ ...ports, content }),
    keptCalendar,
    startReminders: () => {
      reminders.start();
      keptCalendar.start();
    },
    closeReminders: async () => {
      absences.close();
      await Promise.allSettled([reminders.close(), keptCalendar.close()]);
    },
  };
}
