import type { search as english } from '../en/search.ts';
import type { Translated } from '../translated.ts';

/** Russian words of the search of keys. */
export const search = {
  suggestions: 'Подсказки поиска',
  active: 'Фильтры поиска',
  remove: 'Убрать фильтр {{term}}',
  meantField: 'Поля «{{name}}:» нет. Возможно, «{{nearest}}:»? Текст с двоеточием возьмите в кавычки.',
  unknownField: 'Поля «{{name}}:» нет. Поля: {{fields}}. Текст с двоеточием возьмите в кавычки.',
  valueMissing: 'После «{{field}}:» нет значения.',
  badStatus: '«{{value}}» — не состояние. Есть: {{allowed}}.',
  badDate:
    '«{{value}}» — не время. После «{{field}}:» пишут 2026-01-31, <2026-02, 2026-01-01..2026-01-31, <30d или >1y (h, d, w, m, y).',
  noToken: 'Ни у одного ключа этого подключения нет такого токена: его здесь не было или он удалён.',
  noKeptToken: 'В списке на этом компьютере нет ключа с таким токеном. Список может быть неактуальным.',
  fields: {
    status: 'состояние ключа',
    expires: 'когда ключ перестанет действовать',
    created: 'когда ключ создан',
    used: 'когда ключ использован в последний раз',
    account: 'имя пользователя, имя или идентификатор',
    role: 'роль аккаунта',
    token: 'часть токена',
  },
  statuses: {
    valid: 'действует ещё больше 30 дней',
    expiring: 'действует ещё не больше 30 дней',
    expired: 'больше не действует',
    disabled: 'аккаунт отключён',
    inactive: 'аккаунт неактивен',
    noright: 'у аккаунта нет права «Вызовы API»',
  },
  examples: {
    soon: 'ещё не истёк, в ближайшие 30 дней',
    late: 'больше чем через год',
    lately: 'за последние 7 дней',
    longAgo: 'раньше этого срока',
    month: 'в этом месяце',
    since: 'начиная с этого дня',
    never: 'сведений об использовании нет',
  },
} as const satisfies Translated<typeof english>;
