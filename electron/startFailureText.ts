import { resolveLanguage } from '../shared/model/language.ts';

/**
 * Returns the message for a failed start, which is shown without a window and is therefore not in the renderer's texts.
 * @param languages preferred languages of the operating system as BCP 47 tags, best first.
 * @param folder data folder of the application, the usual cause of such a failure.
 * @param reason message of the error.
 */
export function startFailureText(languages: readonly string[], folder: string, reason: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk не запустился: ${reason}\n\nНичего не изменено. Убедитесь, что папка доступна для чтения и записи: ${folder}`
    : `KeyDesk could not start: ${reason}\n\nNothing was changed. Check that this folder can be read and written: ${folder}`;
}

/**
 * Returns the message for a start with a rejected command line option.
 * @param languages as for {@link startFailureText}.
 * @param name the option without its dashes.
 */
export function rejectedSwitchText(languages: readonly string[], name: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk не запускается с параметром --${name}: он открывает доступ к программе извне.\n\nНичего не изменено. Запустите KeyDesk без этого параметра; если его добавляет ярлык, исправьте ярлык.`
    : `KeyDesk does not start with the option --${name}, which gives other programs access to it.\n\nNothing was changed. Start KeyDesk without the option; if a shortcut adds it, correct the shortcut.`;
}

/**
 * Returns the message for closing because of a defect. The error itself is only in the log.
 * @param languages as for {@link startFailureText}.
 * @param folder folder of the log file.
 */
export function defectText(languages: readonly string[], folder: string): string {
  return resolveLanguage('system', languages) === 'ru'
    ? `KeyDesk закрывается из-за ошибки в программе.\n\nНачатое изменение могло быть выполнено, а могло и нет: после запуска проверьте список. Файл keydesk.log с подробностями находится в папке ${folder}`
    : `KeyDesk has to close because of an error in the program.\n\nA change in progress may or may not have been made: check the list after the next start. Details: keydesk.log in ${folder}`;
}
