import { API_INTEGRATIONS, SYSTEM_ADMINISTRATORS } from './roles.ts';

/** A key of the sample data. Days count from the day of creation; the time of expiry is local midnight. */
export interface KeyDefinition {
  readonly createdDaysAgo: number;
  readonly expiresInDays: number;
  /** How long ago the key was last used, in minutes; absent for a key that was never used. */
  readonly usedMinutesAgo?: number;
  /** 32 hexadecimal digits; random if absent. */
  readonly token?: string;
}

/** An account to be stored, with its keys. */
export interface AccountDefinition {
  readonly username: string;
  readonly fullName: string;
  readonly roles: readonly string[];
  readonly kind: 'person' | 'service';
  readonly department?: string;
  readonly title?: string;
  readonly language?: 'en' | 'ru';
  readonly timeZone?: string;
  readonly isArchived?: true;
  readonly isDeactivated?: true;
  readonly keys?: readonly KeyDefinition[];
}

/** The account that exists on every platform from the start. */
export const ADMINISTRATOR: AccountDefinition = {
  username: 'admin',
  fullName: 'Admin User',
  roles: [SYSTEM_ADMINISTRATORS],
  kind: 'person',
  department: 'IT',
  title: 'System administrator',
  language: 'en',
  keys: [{ createdDaysAgo: 279, expiresInDays: 6, usedMinutesAgo: 34 }],
};

const MOSCOW = 'Europe/Moscow';

/**
 * The people and programs of the sample platform. They cover every state of keys and accounts, including an archived
 * account, a deactivated one, and two that have lost the permission to use the API.
 */
export const SAMPLE_ACCOUNTS: readonly AccountDefinition[] = [
  {
    username: 'a.bobrov',
    fullName: 'Бобров Алексей Сергеевич',
    roles: [API_INTEGRATIONS],
    kind: 'person',
    department: 'Отдел интеграций',
    title: 'Ведущий разработчик',
    language: 'ru',
    timeZone: MOSCOW,
    keys: [{ createdDaysAgo: 279, expiresInDays: 93, usedMinutesAgo: 7 }],
  },
  {
    username: 'i.ivanov',
    fullName: 'Иванов Иван Ильич',
    roles: ['Infrastructure administrators'],
    kind: 'person',
    department: 'Инфраструктура',
    title: 'Администратор',
    language: 'ru',
    timeZone: MOSCOW,
    keys: [{ createdDaysAgo: 220, expiresInDays: 150, usedMinutesAgo: 190 }],
  },
  {
    username: 'o.kuznetsova',
    fullName: 'Кузнецова Ольга Викторовна',
    roles: ['Support'],
    kind: 'person',
    department: 'Поддержка',
    title: 'Инженер поддержки',
    language: 'ru',
    timeZone: MOSCOW,
    keys: [{ createdDaysAgo: 71, expiresInDays: 110 }],
  },
  {
    username: 'p.sidorov',
    fullName: 'Сидоров Пётр Павлович',
    roles: [API_INTEGRATIONS],
    kind: 'person',
    department: 'Отдел интеграций',
    language: 'ru',
    timeZone: MOSCOW,
    isArchived: true,
    keys: [{ createdDaysAgo: 306, expiresInDays: 59, usedMinutesAgo: 60 * 24 * 40 }],
  },
  {
    username: 'm.petrova',
    fullName: 'Maria Petrova',
    roles: [API_INTEGRATIONS],
    kind: 'person',
    department: 'Sales operations',
    title: 'Business analyst',
    language: 'en',
    keys: [{ createdDaysAgo: 195, expiresInDays: 170, usedMinutesAgo: 60 * 26 }],
  },
  {
    username: 'j.carter',
    fullName: 'James Carter',
    roles: ['System architects'],
    kind: 'person',
    department: 'Architecture',
    title: 'Solution architect',
    language: 'en',
  },
  {
    username: 's.volkova',
    fullName: 'Волкова Светлана Андреевна',
    roles: ['Security administrators'],
    kind: 'person',
    department: 'Информационная безопасность',
    language: 'ru',
    timeZone: MOSCOW,
  },
  {
    username: 'd.nguyen',
    fullName: 'Daniel Nguyen',
    roles: [API_INTEGRATIONS],
    kind: 'person',
    department: 'Logistics',
    language: 'en',
    isDeactivated: true,
  },
  {
    username: 'svc.erp',
    fullName: 'ERP connector',
    roles: [API_INTEGRATIONS],
    kind: 'service',
    keys: [{ createdDaysAgo: 173, expiresInDays: 21, usedMinutesAgo: 2 }],
  },
  {
    username: 'svc.1c',
    fullName: 'Обмен с 1С',
    roles: [API_INTEGRATIONS],
    kind: 'service',
    keys: [
      { createdDaysAgo: 449, expiresInDays: -84, usedMinutesAgo: 60 * 24 * 84 },
      { createdDaysAgo: 90, expiresInDays: 275, usedMinutesAgo: 1 },
    ],
  },
  {
    username: 'svc.legacy',
    fullName: 'Old integration',
    roles: [],
    kind: 'service',
    keys: [{ createdDaysAgo: 629, expiresInDays: 101, usedMinutesAgo: 60 * 24 * 12 }],
  },
  { username: 'svc.monitoring', fullName: 'Monitoring probe', roles: [API_INTEGRATIONS], kind: 'service' },
];
