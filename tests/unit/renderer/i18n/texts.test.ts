import { describe, expect, it } from 'vitest';
import { type Attempt, errorText } from '../../../../renderer/i18n/errorText.ts';
import { createTranslations, english, russian, type Translate } from '../../../../renderer/i18n/i18n.ts';
import { ERROR_FACTS } from '../../../../shared/model/errorFacts.ts';
import { resolveLanguage } from '../../../../shared/model/language.ts';
import {
  AppError,
  ERROR_CODES,
  type ErrorCode,
  type FailureReason,
  type NetworkCause,
} from '../../../../shared/result.ts';

type Sent = Extract<FailureReason, { kind: 'network' }>['sent'];
const unreachable = (t: Translate, cause: NetworkCause, sent: Sent, attempt: Attempt) =>
  errorText(t, new AppError('UNREACHABLE', '', { detail: 'CODE', reason: { kind: 'network', cause, sent } }), attempt);

interface Words {
  readonly [key: string]: string | Words;
}

/** Every text under its dotted key. */
function flatten(words: Words, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') {
      texts.set(prefix + key, value);
    } else {
      for (const [inner, text] of flatten(value, `${prefix}${key}.`)) {
        texts.set(inner, text);
      }
    }
  }
  return texts;
}

const PLURAL = /_(one|few|many|other)$/;
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)/g)].map((match) => match[1]).sort();
const en = flatten(english);
const ru = flatten(russian);

describe('the texts of the window', () => {
  it('exist in both languages, with every plural form of each', () => {
    const bases = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))];
    expect(bases(ru).sort()).toEqual(bases(en).sort());
    for (const key of en.keys()) {
      if (PLURAL.test(key)) {
        const base = key.replace(PLURAL, '');
        expect([...ru.keys()].filter((other) => other.replace(PLURAL, '') === base)).toHaveLength(4);
      }
    }
  });

  it('are never empty and carry the same values in both languages', () => {
    for (const [key, text] of ru) {
      const counterpart = en.get(key) ?? en.get(key.replace(PLURAL, '_other'));
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(counterpart ?? ''));
    }
  });

  it('are Russian in the Russian table', () => {
    const latinOnly = [...ru].filter(([, text]) => !/[а-яё]/i.test(text.replace(/{{.*?}}/g, '')));
    expect(latinOnly.map(([key]) => key).sort()).toEqual([
      'activity.expiryChange',
      'activity.finding',
      'adopted.actionLabel',
      'adopted.tested',
      'app.keydesk',
      'app.name',
      'connections.actionLabel',
      'errors.CLOCK_SKEW.readText',
      'errors.UNAUTHORIZED.readText',
      'errors.UNREACHABLE.readText',
      'expiry.absence.connection',
      'expiry.stateDetails.losing',
      'hygiene.texts.ignored.cell',
      'installation.quoted',
      'keyTest.at',
      'keyTest.counted',
      'keyTest.named',
      'rotation.actionLabel',
      'rotation.fileKind',
      'settings.english',
      'settings.version',
    ]);
  });
});

describe('errorText', () => {
  it('has sentences of its own for every error code, in both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      const { t } = createTranslations(language);
      const texts = ERROR_CODES.map((code) => errorText(t, new AppError(code, '')));
      expect(new Set(texts.map(({ title }) => title)).size).toBe(ERROR_CODES.length);
      expect(texts.every(({ text, detail }) => text.endsWith('.') && detail === null)).toBe(true);
    }
  });

  it('claims that nothing was changed only where nothing can have been', () => {
    for (const code of ERROR_CODES) {
      const isUnknown = ERROR_FACTS[code].change === 'unknown';
      expect(/may or may not have been made/.test(english.errors[code].text), code).toBe(isUnknown);
      expect(/могло быть выполнено, а могло и нет/.test(russian.errors[code].text), code).toBe(isUnknown);
    }
    const lost = ['TIMEOUT', 'UNREACHABLE', 'BAD_RESPONSE', 'TOO_LARGE', 'SERVER_FAILED'] as const;
    expect(lost.map((code) => ERROR_FACTS[code].change)).toEqual(lost.map(() => 'unknown'));
  });

  it('distinguishes the causes of a network failure, and what to do about each', () => {
    const { t } = createTranslations('en');
    const causes = Object.keys(english.errors.UNREACHABLE.causes) as NetworkCause[];
    const texts = [...causes, 'other' as const].map((cause) => unreachable(t, cause, 'unknown', 'read').text);
    expect(new Set(texts).size).toBe(causes.length + 1);
    expect(unreachable(t, 'certificateExpired', 'unknown', 'read').detail).toBe('Cause: CODE');
  });

  it('names both clocks where it knows them, and until when to wait', () => {
    const clocks = new AppError('CLOCK_SKEW', '', {
      times: { here: '2026-11-22T12:00:00Z', there: '2026-11-24T15:20:00Z' },
    });
    const pause = new AppError('THROTTLED', '', { times: { retryAt: '2026-11-22T12:00:05Z' } });
    for (const language of ['en', 'ru'] as const) {
      const { t } = createTranslations(language);
      const local = (instant: string, timeStyle: 'short' | 'medium') =>
        new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle, hourCycle: 'h23' }).format(
          new Date(instant),
        );
      const { text } = errorText(t, clocks);
      expect(text).toContain(local('2026-11-22T12:00:00Z', 'short'));
      expect(text).toContain(local('2026-11-24T15:20:00Z', 'short'));
      expect(errorText(t, new AppError('CLOCK_SKEW', '')).text).not.toBe(text);
      expect(errorText(t, pause).text).toContain(local('2026-11-22T12:00:05Z', 'medium'));
      expect(errorText(t, new AppError('THROTTLED', '')).text).not.toMatch(/before|до /);
    }
  });

  it('fault 108: never mentions a change after a read', () => {
    const ofTheList = ERROR_CODES.filter((code) => 'readText' in english.errors[code]);
    for (const language of ['en', 'ru'] as const) {
      const { t } = createTranslations(language);
      const read = (code: ErrorCode) => errorText(t, new AppError(code, ''), 'read').text;
      expect(ERROR_CODES.map(read).filter((text) => /may or may not|могло быть/.test(text))).toEqual([]);
      expect(ofTheList.map(read).filter((text) => /Nothing was changed\.|Ничего не изменено\./.test(text))).toEqual([]);
    }
    const { t } = createTranslations('en');
    expect(errorText(t, new AppError('TIMEOUT', ''), 'read').text).toBe('Try again.');
    expect(errorText(t, new AppError('UNAUTHORIZED', ''), 'read').text).toMatch(/^Open the connection/);
    expect(errorText(t, new AppError('UNAUTHORIZED', '')).text).toMatch(/^Nothing was changed\. Open the connection/);
    expect(errorText(t, new AppError('TIMEOUT', '')).text).toContain('may or may not have been made');
  });

  it('says that nothing was sent only where there was no connection', () => {
    const { t } = createTranslations('en');
    const says = (sent: Sent, attempt: Attempt) =>
      unreachable(t, 'refused', sent, attempt).text.includes('Nothing was sent.');
    expect([says('nothing', 'change'), says('nothing', 'read')]).toEqual([true, true]);
    // Chromium may have sent a change once before, over a connection that then broke.
    expect([says('nothingAtLast', 'change'), says('nothingAtLast', 'read')]).toEqual([false, true]);
    expect([says('unknown', 'change'), says('unknown', 'read')]).toEqual([false, false]);
  });

  it('shows the message of the platform verbatim', () => {
    const error = new AppError('NOT_PERMITTED', '', { detail: 'Needs <Full> access & more' });
    expect(errorText(createTranslations('en').t, error).detail).toBe(
      'The installation says: Needs <Full> access & more',
    );
  });
});

describe('numbers in sentences', () => {
  it('are grouped and take the right plural', () => {
    const { t } = createTranslations('ru');
    expect([1, 3, 5, 21].map((count) => t('bulk.delete.confirm', { count }))).toEqual([
      'Удалить 1 ключ',
      'Удалить 3 ключа',
      'Удалить 5 ключей',
      'Удалить 21 ключ',
    ]);
    expect(createTranslations('en').t('keys.count', { count: 1248 })).toBe('1,248 keys');
    expect([1, 3, 5, 21].map((count) => t('bulk.impact.some', { count, total: 1200 }))).toEqual([
      'Доступ к API потеряет 1 аккаунт из 1\u00a0200.',
      'Доступ к API потеряют 3 аккаунта из 1\u00a0200.',
      'Доступ к API потеряют 5 аккаунтов из 1\u00a0200.',
      'Доступ к API потеряет 21 аккаунт из 1\u00a0200.',
    ]);
  });
});

it.each<[choice: Parameters<typeof resolveLanguage>[0], system: string[], language: string]>([
  ['en', ['ru-RU'], 'en'],
  ['system', ['de-DE', 'ru-RU', 'en-US'], 'ru'],
  ['system', ['EN-gb', 'ru-RU'], 'en'],
  ['system', ['de'], 'en'],
  ['system', [], 'en'],
])('with the choice %s on a system in %j the language is %s', (choice, system, language) => {
  expect(resolveLanguage(choice, system)).toBe(language);
});
