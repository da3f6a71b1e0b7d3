import type { problems as english } from './enProblems.ts';
import type { Translated } from './texts.ts';

/** Russian texts of what is wrong with a command. */
export const problems = {
  commandUnknown: (name) => `Команды «${name}» нет. Список команд: keydesk help.`,
  optionUnknown: (option) => `Параметр ${option} здесь неизвестен. Параметры команды покажет --help.`,
  optionNeedsValue: (option) =>
    `Параметру ${option} нужно значение. Если оно начинается с дефиса, напишите его после «=».`,
  optionTakesNoValue: (option) => `Параметр ${option} указывается без значения.`,
  optionRepeated: (option) => `Параметр ${option} указан дважды.`,
  optionNeedsEquals: (option) => `Значение параметра ${option} пишется после «=»: ${option}=ЗНАЧЕНИЕ.`,
  argumentUnexpected: (text) => `Лишний аргумент: «${text}».`,
  argumentMissing: (name) => `Не указано: ${name}.`,
  optionMissing: (option) => `Не указан параметр ${option}.`,
  optionsExclude: (...names) => `Можно указать только одно из перечисленного: ${names.join(', ')}.`,
  languageUnknown: (text) => `Языка «${text}» нет. Укажите en или ru.`,
  connectionMissing: (names) => `Не указан параметр --connection. Подключения: ${names}.`,
  connectionUnknown: (name, names) => `Подключения «${name}» нет. Подключения: ${names}.`,
  connectionAmbiguous: (name, ids) => `Подключений с именем «${name}» несколько. Укажите идентификатор: ${ids}.`,
  selectionMissing: () =>
    'Ключи не указаны. Назовите их по идентификатору или токену либо выберите с помощью --status, --expires-within, --account, --search или --all.',
  keyUnknown: (key) =>
    `Ключа «${key}» в этом подключении нет. Ничего не изменено. Идентификаторы и токены покажет keydesk list.`,
  keyAmbiguous: (key, ids) => `С «${key}» начинаются токены нескольких ключей. Укажите идентификатор: ${ids}.`,
  noRotation: () =>
    'Ни один из этих ключей не заменяется. Ничего не изменено. «keydesk rotate» без ключей показывает все замены.',
  newKeyTooShort: (text, days) =>
    `Срок новых ключей должен быть больше времени перехода (${days} дн.), а «${text}» меньше. Ничего не изменено.`,
  overlapInvalid: (text, days) =>
    `«${text}» не может быть временем перехода. Укажите дни или недели, не больше ${days}d, например 7d. Ничего не изменено.`,
  noKeyMatches: () => 'Подходящих ключей нет. Ничего не изменено.',
  statusUnknown: (text, names) => `Состояния «${text}» нет. Возможные: ${names}.`,
  durationInvalid: (text) =>
    `«${text}» — не период. Укажите число с буквой d (дни), w (недели), m (месяцы) или y (годы), например 90d.`,
  dateInvalid: (text) =>
    `«${text}» — не дата. Укажите 2027-01-31 или 31.01.2027, а со временем — 2027-01-31T10:00:00+03:00.`,
  dateBeyond: (text, year) => `«${text}» — это позже ${year} года.`,
  datePast: (text) => `«${text}» — в прошлом: ключ не действовал бы. Ключ не создан.`,
  accountUnknown: (name) =>
    `Аккаунта «${name}», для которого можно создать ключ, нет. Ключ не создан. Список аккаунтов: keydesk accounts.`,
  secretToTerminal: () => 'Секретный ключ выводится только с параметром --secret-to-stdout.',
  secretOfMany: () => 'За один раз выводится секретный ключ только одного ключа. Ни один не прочитан.',
  confirmationNeeded: () => 'Спросить подтверждение не у кого: добавьте --yes. Ничего не изменено.',
  notConfirmed: () => 'Не подтверждено. Ничего не изменено.',
  shellUnknown: (text, names) => `Автодополнения для «${text}» нет. Возможные оболочки: ${names}.`,
  fieldInvalid: (field, problem) => `Значение ${field} не подходит: ${problem}. Ничего не сохранено.`,
  formatUnknown: (file) =>
    `Формат файла «${file}» неизвестен: имя должно заканчиваться на .csv, .xlsx или .json. Ничего не записано.`,
  fileExists: (file) => `Файл «${file}» уже существует и не изменён. Чтобы заменить его, добавьте --yes.`,
  snippetUnknown: (kind, names) => `Заготовки «${kind}» нет. Возможные: ${names}.`,
  instanceSilent: () =>
    'KeyDesk уже запущен с этой папкой данных, но не отвечает. Ничего не изменено. Закройте его и повторите.',
  instanceBusy: () =>
    'С этой папкой данных уже выполняется другая команда. Ничего не изменено. Дождитесь её завершения или уберите --no-wait.',
  instanceEnded: () =>
    'KeyDesk закрылся во время выполнения команды. Начатое изменение могло быть выполнено, а могло и нет: проверьте список, прежде чем повторять.',
  switchRejected: (name) =>
    `KeyDesk не запускается с параметром --${name}: он открывает доступ к программе извне. Ничего не изменено.`,
  outputFailed: (code) =>
    `Вывод записан не полностью (${code}). Выполненные изменения остаются в силе: проверьте список, прежде чем повторять.`,
} satisfies Translated<typeof english>;
