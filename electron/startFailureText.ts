import { resolveLanguage } from '../shared/model/language.ts';

/**
 * What a start that failed tells the user. There is no window yet, so the text stands here and not with the window's.
 * @param languages preferred languages of the operating system as BCP 47 tags, best first.
 * @param folder data folder of the application, which is where such a failure comes from.
 * @param reason the message of the error.
 */
export function startFailureText(languages: readonly string[], folder: string, reason: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk не запустился: ${reason}\n\nНичего не изменено. Проверьте, что папка доступна для чтения и записи: ${folder}`
    : `KeyDesk could not start: ${reason}\n\nNothing was changed. Check that this folder can be read and written: ${folder}`;
}

/**
 * What a packaged application tells that was started with a switch it refuses.
 * @param languages as for {@link startFailureText}.
 * @param name the switch, without its dashes.
 */
export function switchRefusedText(languages: readonly string[], name: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk не запущен с ключом --${name}: он открыл бы программу другим.\n\nНичего не изменено. Запустите KeyDesk без этого ключа; если его добавляет ярлык, исправьте ярлык.`
    : `KeyDesk does not start with the switch --${name}, which would open it to others.\n\nNothing was changed. Start KeyDesk without the switch; if a shortcut adds it, correct the shortcut.`;
}

/**
 * What an application tells that has to end because of a defect. Says nothing of the error itself, which is in the log.
 * @param languages as for {@link startFailureText}.
 * @param folder folder of the log.
 */
export function defectText(languages: readonly string[], folder: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk закрывается из-за ошибки в программе.\n\nЕсли шло изменение, оно могло и выполниться, и нет: после запуска посмотрите на список. Подробности в журнале: ${folder}`
    : `KeyDesk has to close because of an error in the program.\n\nA change that was under way may or may not have been made: look at the list after the next start. Details are in the log: ${folder}`;
}
