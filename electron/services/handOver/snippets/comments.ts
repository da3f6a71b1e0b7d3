import type { Language } from '../../../../shared/model/language.ts';

/** The comments in snippets. One line each, since every template writes them in the form of its language. */
export const COMMENTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    requires: 'Requires:',
    run: 'Run:',
    keepSecret: 'Keep the secret key out of version control.',
    signed: 'The address and the body are signed exactly as they are sent.',
    encode: 'Encodes the characters that an address may not contain. What is encoded already (%XX) stays.',
    call: 'Change method, path and body here. An empty text means no body.',
    request: 'Change method, path and body here.',
  },
  ru: {
    requires: 'Требуется:',
    run: 'Запуск:',
    keepSecret: 'Не храните секретный ключ в системе контроля версий.',
    signed: 'Адрес и тело подписываются точно в том виде, в котором отправляются.',
    encode: 'Кодирует символы, недопустимые в адресе. То, что уже закодировано (%XX), не меняется.',
    call: 'Здесь задаются метод, путь и тело запроса. Пустая строка означает запрос без тела.',
    request: 'Здесь задаются метод, путь и тело запроса.',
  },
};
