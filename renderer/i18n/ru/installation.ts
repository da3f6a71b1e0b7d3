import type { installation as english } from '../en/installation.ts';
import type { Translated } from '../translated.ts';

/** Russian texts about what an installation reports about itself. */
export const installation = {
  version: 'Версия {{version}}',
  timeZone: 'Часовой пояс {{zone}}',
  zoneWithOffset: '{{zone}} ({{offset}})',
  unknownZone: 'Часовой пояс «{{zone}}», неизвестный этому компьютеру',
  accountZone: 'Часовой пояс аккаунта {{zone}}',
  clockEqual: 'Часы идут одинаково с этим компьютером',
  clockAhead: 'Часы спешат на {{amount}} относительно этого компьютера',
  clockBehind: 'Часы отстают на {{amount}} от этого компьютера',
  readAt: 'По состоянию на {{time}}',
  readAgain: 'Обновить',
} as const satisfies Translated<typeof english>;
