import type { installation as english } from '../en/installation.ts';
import type { Translated } from '../translated.ts';

/** Russian texts about what an installation reports about itself. */
export const installation = {
  version: 'Версия {{version}}',
  timeZone: 'Часовой пояс {{zone}}',
  unknownZone: 'Часовой пояс «{{zone}}», неизвестный этому компьютеру',
  accountZone: 'Часовой пояс аккаунта {{zone}}',
  clockEqual: 'Часы идут одинаково с этим компьютером',
  clockAhead: 'Часы спешат на {{amount}} относительно этого компьютера',
  clockBehind: 'Часы отстают на {{amount}} от этого компьютера',
  readAt: 'По состоянию на {{time}}',
  readAgain: 'Обновить',
  quoted: '«{{name}}»',
  warnings: {
    passwordExpires: {
      title: 'Пароль пользователя «{{username}}» истекает {{distance}}: {{date}}',
      text: 'После этого KeyDesk не сможет войти с ним. Задайте новый пароль в самой платформе и введите его здесь с помощью кнопки «Изменить».',
    },
    passwordExpired: {
      title: 'Срок действия пароля пользователя «{{username}}» истёк: {{date}}',
      text: 'Платформа может отклонить его в любой момент. Задайте новый пароль в самой платформе и введите его здесь с помощью кнопки «Изменить».',
    },
    fixMissing: {
      title: 'В версии {{version}} нет исправления безопасности от {{date}}',
      text: 'Производитель опубликовал исправления критических уязвимостей: {{sources}}. Попросите администратора сервера обновить платформу до версии {{line}} от этой даты или более новой. После обновления замените ключи: они могли стать известны посторонним.',
    },
    sameDatabase: {
      title: 'Та же база данных: {{names}}',
      text: 'Адреса разные, но платформы сообщают один и тот же идентификатор базы данных: {{databaseId}}. Либо адреса ведут на одну платформу, либо одна платформа — копия другой. Прежде чем менять ключи, уточните это у администратора серверов: изменение на тестовой платформе может затронуть продуктив.',
    },
  },
} as const satisfies Translated<typeof english>;
