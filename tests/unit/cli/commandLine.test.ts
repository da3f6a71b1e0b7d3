import { expect, it } from 'vitest';
import { COMMAND_NAMES, commandArguments } from '../../../electron/cli/commandNames.ts';
import { readCommandLine } from '../../../electron/cli/readCommandLine.ts';

const read = (words: string, languages: readonly string[] = ['en-GB']) =>
  readCommandLine(words === '' ? [] : words.split(' '), languages, '1.2.3');

it.each([
  [[], false],
  [['list'], true],
  [['lsit'], true],
  [['--no-sandbox', '--user-data-dir=/x', 'list', '--json'], true],
  [['--help'], true],
  [['keydesk://platform.example/authkey.7'], false],
  [['--', 'keydesk://platform.example/authkey.7'], false],
  [['--', 'list'], false],
  [['/home/me/file'], false],
  [['C:\\Users\\me'], false],
  [['--force-dark-mode'], false],
] as const)('the arguments %j are a command: %s', (words, isCommand) => {
  expect(commandArguments(words) !== null).toBe(isCommand);
});

it.each([
  ['lsit', 'There is no command "lsit".'],
  ['list --conection Test', 'The option --conection is not known here.'],
  ['list --by 90d', 'The option --by is not known here.'],
  ['list --connection', 'The option --connection needs a value.'],
  ['list --connection --json', 'The option --connection needs a value.'],
  ['list --json=yes', 'The option --json takes no value.'],
  ['list -c one -c two', 'The option -c is given twice.'],
  ['list authkey.1 -c Test', '"authkey.1" is not expected here.'],
  ['list --user-data-dir /x', 'The value of --user-data-dir is written after "="'],
  ['list --lang de', 'There are no texts in the language "de".'],
  ['completion fish', 'There is no completion for "fish".'],
  ['help lsit', 'There is no command "lsit".'],
])('rejects "%s" before anything is opened', (words, message) => {
  const line = read(words);
  expect(line).toMatchObject({ kind: 'failure', failure: { exitCode: 2, text: expect.stringContaining(message) } });
});

it('reports a wrong command line as JSON, in the language that it asks for', () => {
  const line = read('list --jsn --json --lang=ru');
  expect(line).toMatchObject({ kind: 'failure', isJson: true });
  expect(JSON.parse(line.kind === 'failure' ? line.failure.json : '')).toMatchObject({
    schemaVersion: 1,
    error: {
      code: 'VALIDATION',
      problem: 'optionUnknown',
      message: expect.stringContaining('здесь неизвестен'),
      exitCode: 2,
    },
  });
});

it('ignores the switches of the program itself', () => {
  expect(read('list --no-sandbox --ozone-platform=headless --user-data-dir=/x -c Test').kind).toBe('command');
});

it.each(COMMAND_NAMES)('explains the command %s in both languages', (name) => {
  for (const [language, usage] of [
    ['en', 'Usage: keydesk'],
    ['ru', 'Вызов: keydesk'],
  ]) {
    const line = read(`${name} --help --lang ${language}`);
    expect(line).toMatchObject({ kind: 'answer', text: expect.stringContaining(`${usage} ${name}`) });
    expect(read(`help ${name} --lang ${language}`)).toEqual(line);
  }
});

it('lists the commands, in the language of the system', () => {
  expect(read('', ['ru-RU', 'en'])).toMatchObject({ kind: 'answer', text: expect.stringContaining('Показать ключи') });
  expect(read('--version')).toEqual({ kind: 'answer', text: '1.2.3\n' });
});
