/**
 * What a start that failed tells the user. There is no window yet, so the text stands here and not with the window's.
 * @param languages preferred languages of the operating system as BCP 47 tags, best first.
 * @param folder data folder of the application, which is where such a failure comes from.
 * @param reason the message of the error.
 */
export function startFailureText(languages: readonly string[], folder: string, reason: string): string {
  return languages[0]?.startsWith('ru')
    ? `KeyDesk не запустился: ${reason}\n\nНичего не изменено. Проверьте, что папка доступна для чтения и записи: ${folder}`
    : `KeyDesk could not start: ${reason}\n\nNothing was changed. Check that this folder can be read and written: ${folder}`;
}
