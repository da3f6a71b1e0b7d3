import type { app as english } from '../en/app.ts';
import type { Translated } from '../translated.ts';

/** Russian words of the frame around the pages. */
export const app = {
  name: 'KeyDesk',
  navigation: 'Основная навигация',
  administration: 'Администрирование',
  infrastructure: 'Инфраструктура',
  keydesk: 'KeyDesk',
  authenticationKeys: 'Ключи аутентификации',
  connections: 'Подключения',
  settings: 'Настройки',
  attention_one: 'Срок действия {{count, number}} ключа истекает в ближайшие 30 дней',
  attention_few: 'Срок действия {{count, number}} ключей истекает в ближайшие 30 дней',
  attention_many: 'Срок действия {{count, number}} ключей истекает в ближайшие 30 дней',
  attention_other: 'Срок действия {{count, number}} ключа истекает в ближайшие 30 дней',
  save: 'Сохранить',
  cancel: 'Отмена',
  close: 'Закрыть',
  retry: 'Повторить',
  reload: 'Перезагрузить окно',
  detail: 'Ответ платформы: {{detail}}',
  cause: 'Причина: {{detail}}',
  retryAt:
    'Платформа просит не обращаться к ней до {{at, datetime(dateStyle: medium; timeStyle: medium; hourCycle: h23)}}.',
  inProgress: 'Выполняется',
  switcher: {
    label: 'Подключение: {{name}}',
    menu: 'Подключения',
    add: 'Добавить подключение…',
    manage: 'Все подключения',
    none: 'Нет подключения',
  },
  state: {
    connected: 'Подключено',
    connecting: 'Подключение…',
    failed: 'Нет связи',
  },
  crash: {
    title: 'Не удалось показать окно',
    text: 'Ключи при этом не изменились. Перезагрузите окно; если ошибка повторится, перезапустите KeyDesk.',
  },
  startFailed: 'Не удалось запустить KeyDesk',
  banners: {
    settingsDamaged: 'Файл настроек не удалось прочитать, поэтому KeyDesk запущен с настройками по умолчанию.',
    settingsKept: 'Повреждённый файл сохранён под именем {{file}}.',
    plainHttp: 'Это подключение не зашифровано.',
    plainHttpText:
      'Пароли, токены и секретные ключи «{{name}}» передаются по обычному http, и их можно перехватить в сети. Используйте https, если он доступен.',
    keychain: 'Пароли хранятся только до закрытия программы; на диск ничего не записывается.',
    keychainRetry: 'Проверить снова',
    clockBehind_one: 'Часы этого компьютера отстают на {{count, number}} минуту от часов «{{name}}».',
    clockBehind_few: 'Часы этого компьютера отстают на {{count, number}} минуты от часов «{{name}}».',
    clockBehind_many: 'Часы этого компьютера отстают на {{count, number}} минут от часов «{{name}}».',
    clockBehind_other: 'Часы этого компьютера отстают на {{count, number}} минуты от часов «{{name}}».',
    clockAhead_one: 'Часы этого компьютера спешат на {{count, number}} минуту относительно часов «{{name}}».',
    clockAhead_few: 'Часы этого компьютера спешат на {{count, number}} минуты относительно часов «{{name}}».',
    clockAhead_many: 'Часы этого компьютера спешат на {{count, number}} минут относительно часов «{{name}}».',
    clockAhead_other: 'Часы этого компьютера спешат на {{count, number}} минуты относительно часов «{{name}}».',
    clockText:
      'Здесь {{here}}, там {{there}}. KeyDesk подписывает запросы временем «{{name}}». Установите часы этого компьютера.',
  },
  toasts: {
    tokenCopied: 'Токен скопирован',
    tokenThenSecret: 'Токен скопирован. Нажмите {{shortcut}} ещё раз, чтобы скопировать секретный ключ.',
    copyWhich: 'Ничего не скопировано. Перейдите к одному ключу или выделите один и нажмите снова.',
    dismiss: 'Скрыть сообщение',
  },
} as const satisfies Translated<typeof english>;
