import type { lastUse as english } from '../en/lastUse.ts';
import type { Translated } from '../translated.ts';

export const lastUse = {
  line: {
    seen: 'Последний вызов этого аккаунта в журналах платформы: {{when}}. В журналах указан аккаунт, а не ключ.',
    notSeen: 'В журналах платформы с {{from}} по {{to}} нет вызовов этого аккаунта.',
  },
} as const satisfies Translated<typeof english>;
