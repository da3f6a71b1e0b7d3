import { describe, expect, it } from 'vitest';
import { errorText } from '../../../../renderer/i18n/errorText.ts';
import { createTranslations } from '../../../../renderer/i18n/i18n.ts';
import { AppError, type AppErrorOptions, type ErrorCode, type Interception } from '../../../../shared/result.ts';

const { t } = createTranslations('en');
const russian = createTranslations('ru').t;

const text = (code: ErrorCode, options: AppErrorOptions = {}, translate = t) =>
  errorText(translate, new AppError(code, 'refused', options), 'read').text;
const intercepted = (by: Interception) => ({ reason: { kind: 'interception', by } }) as const;

describe('fault 132: service mode of the product', () => {
  it.each<[code: ErrorCode, options: AppErrorOptions, isNamed: boolean]>([
    ['INTERCEPTED', intercepted('page'), true],
    ['INTERCEPTED', intercepted('unavailable'), true],
    ['REDIRECT_REFUSED', {}, true],
    ['INTERCEPTED', intercepted('signIn'), false],
    ['INTERCEPTED', intercepted('pause'), false],
    ['UNAUTHORIZED', {}, false],
    ['SERVER_FAILED', {}, false],
  ])('for %s with %o is named as a possible cause: %s', (code, options, isNamed) => {
    expect(text(code, options).includes('until an administrator has signed in with a browser')).toBe(isNamed);
    expect(text(code, options, russian).includes('пока администратор не войдёт в неё через браузер')).toBe(isNamed);
  });
});

it('fault 130: another sign-in is named, and that the data of the connection was not checked', () => {
  expect(text('INTERCEPTED', intercepted('signIn'))).toMatch(/Negotiate.*the sign-in data .* was not checked/);
});

it('where the key exists, something that changes host or date is named beside the secret key', () => {
  expect(text('UNAUTHORIZED', { reason: { kind: 'signature' } })).toMatch(/secret key.*Host header or the date/);
  expect(text('UNAUTHORIZED')).not.toMatch(/Host header/);
});

it('a missing permission is not called by a name that the product does not have', () => {
  for (const translate of [t, russian]) {
    expect(text('NOT_PERMITTED', {}, translate)).toMatch(/API calls|Вызовы API/);
    expect(text('NOT_PERMITTED', {}, translate)).toMatch(/probably|вероятно/);
  }
});
