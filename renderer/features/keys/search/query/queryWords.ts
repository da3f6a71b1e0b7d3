import { foldText } from '../../../../../shared/foldText.ts';
import type { Language } from '../../../../../shared/model/language.ts';
import { QUERY_FIELDS, type QueryField, STATUS_NAMES, type StatusName, type TimeUnit } from './queryTypes.ts';

/**
 * Words of the query language. Both languages are always understood, so that a search can be shared as text; the first
 * word of each is the one that KeyDesk writes.
 */
type Words<Name extends string> = Readonly<Record<Name, readonly [string, ...string[]]>>;

const FIELD_WORDS: Readonly<Record<Language, Words<QueryField>>> = {
  en: {
    status: ['status'],
    expires: ['expires'],
    created: ['created'],
    used: ['used'],
    seen: ['seen'],
    account: ['account'],
    role: ['role'],
    token: ['token'],
    owner: ['owner'],
    purpose: ['purpose'],
    ticket: ['ticket'],
    tag: ['tag', 'tags'],
  },
  ru: {
    status: ['статус', 'состояние'],
    expires: ['истекает', 'истечёт', 'срок'],
    created: ['создан', 'создано'],
    used: ['использован', 'использовано'],
    seen: ['вызов', 'вызовы'],
    account: ['аккаунт'],
    role: ['роль'],
    token: ['токен'],
    owner: ['ответственный', 'владелец'],
    purpose: ['назначение', 'цель'],
    ticket: ['заявка', 'тикет'],
    tag: ['тег', 'теги', 'метка'],
  },
};

/** With the names of earlier versions, which saved filters and shared searches may contain. */
const STATUS_WORDS: Readonly<Record<Language, Words<StatusName>>> = {
  en: {
    valid: ['valid'],
    expiring: ['expiring'],
    expired: ['expired'],
    archived: ['archived', 'disabled'],
    deactivated: ['deactivated', 'inactive', 'off'],
    nopermission: ['nopermission', 'noright', 'no permission'],
    unreplaced: ['unreplaced'],
    rotating: ['rotating'],
  },
  ru: {
    valid: ['действует', 'действуют', 'действующий', 'действующие'],
    expiring: ['истекает', 'истекают', 'скоро истекает'],
    expired: ['истёк', 'истекли', 'истёкший', 'истёкшие', 'просрочен', 'просрочены'],
    archived: ['архив', 'в архиве'],
    deactivated: ['выключен', 'выключены', 'отключён', 'отключены', 'неактивен', 'неактивны'],
    nopermission: ['нетправа', 'нет права', 'без права'],
    unreplaced: ['беззамены', 'без замены'],
    rotating: ['заменяется', 'заменяются'],
  },
};

const UNIT_WORDS: Words<TimeUnit> = {
  h: ['h', 'hr', 'hrs', 'hour', 'hours', 'ч', 'час', 'часа', 'часов'],
  d: ['d', 'day', 'days', 'д', 'дн', 'день', 'дня', 'дней', 'сут', 'суток'],
  w: ['w', 'wk', 'week', 'weeks', 'н', 'нед', 'неделя', 'неделю', 'недели', 'недель'],
  m: ['m', 'mo', 'month', 'months', 'м', 'мес', 'месяц', 'месяца', 'месяцев'],
  y: ['y', 'yr', 'year', 'years', 'г', 'год', 'года', 'л', 'лет'],
};

const NEVER_WORDS = { en: 'never', ru: 'никогда' } as const;
/** Letters of the units as KeyDesk writes them. */
const WRITTEN_UNITS = { en: 'hdwmy', ru: 'чднмг' } as const;

const FIELDS = index(Object.values(FIELD_WORDS));
const STATUSES = index(Object.values(STATUS_WORDS));
const UNITS = index([UNIT_WORDS]);

/** The field with this name in either language, in any letter case. */
export function fieldNamed(name: string): QueryField | undefined {
  return FIELDS.get(foldText(name));
}

/** The status with this name in either language, in any letter case. */
export function statusNamed(name: string): StatusName | undefined {
  return STATUSES.get(foldText(name));
}

/** The time unit with this name or letter in either language. */
export function unitNamed(name: string): TimeUnit | undefined {
  return UNITS.get(foldText(name));
}

/** Whether a value means that there was no use. */
export function isNever(value: string): boolean {
  return Object.values(NEVER_WORDS).includes(foldText(value) as 'never');
}

/** The name of a field, as KeyDesk writes it. */
export function fieldWord(field: QueryField, language: Language): string {
  return FIELD_WORDS[language][field][0];
}

/** The name of a status, as KeyDesk writes it. */
export function statusWord(status: StatusName, language: Language): string {
  return STATUS_WORDS[language][status][0];
}

/** The word for no use. */
export function neverWord(language: Language): string {
  return NEVER_WORDS[language];
}

/** A period with the letter of its unit, for example `30d` or `30д`. */
export function periodWord(amount: number, unit: 'd' | 'y', language: Language): string {
  return `${amount}${WRITTEN_UNITS[language][WRITTEN_UNITS.en.indexOf(unit)]}`;
}

/** The fields of which a name, in either language, starts with this text. */
export function fieldsStarting(text: string): readonly QueryField[] {
  return starting(QUERY_FIELDS, FIELDS, text);
}

/** The statuses of which a name, in either language, starts with this text. */
export function statusesStarting(text: string): readonly StatusName[] {
  return starting(STATUS_NAMES, STATUSES, text);
}

/** All names of fields, folded. */
export const FIELD_NAMES: readonly string[] = [...FIELDS.keys()];

function starting<Name>(names: readonly Name[], words: ReadonlyMap<string, Name>, text: string): readonly Name[] {
  const folded = foldText(text);
  return names.filter((name) => [...words].some(([word, named]) => named === name && word.startsWith(folded)));
}

function index<Name extends string>(languages: readonly Words<Name>[]): ReadonlyMap<string, Name> {
  return new Map(
    languages.flatMap((words) =>
      Object.entries<readonly string[]>(words).flatMap(([name, list]) =>
        list.map((word) => [foldText(word), name as Name] as const),
      ),
    ),
  );
}
