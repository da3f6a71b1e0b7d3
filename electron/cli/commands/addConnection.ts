import { DEFAULT_SERVICE_PATH, type NewConnection, newConnectionSchema } from '../../../shared/model/connection.ts';
import { shownName } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../commandError.ts';
import { assertPassed } from '../connectionTestError.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exitCodes.ts';
import { absolutePath } from '../paths.ts';
import { connectionJson } from './connections.ts';

/** Largest file with certificates, in bytes. */
const MAX_CERTIFICATE_BYTES = 1024 * 1024;

/** Adds a connection. Its password is never an argument, which other users of the computer could read. */
export const addConnection: Command = {
  options: [
    'name',
    'address',
    'user',
    'token',
    'environment',
    'service-path',
    'ca-file',
    'plain-http',
    'password-stdin',
    'skip-test',
  ],
  operands: '',
  isChange: true,
  async run(context) {
    const { services, options } = context;
    const form = await readForm(context);
    if (options['skip-test'] !== true) {
      assertPassed(await services.connections.test({ ...form, id: null }));
    }
    const added = await services.recorded.addConnection(form, false);
    if (added.passwordLocation !== 'keychain') {
      await context.note(context.texts.notes.passwordNotKept);
    }
    if (context.isJson) {
      await context.printJson('add-connection', { connection: connectionJson(added) });
    } else {
      await context.note(context.texts.notes.connectionAdded(shownName(added)));
    }
    return added.passwordLocation === 'keychain' ? EXIT.done : EXIT.keychainUnavailable;
  },
};

/** Options for the fields of the form, whose problems name them. */
const FIELDS: Readonly<Record<string, string>> = {
  name: '--name',
  address: '--address',
  username: '--user',
  token: '--token',
  password: '--password-stdin',
  servicePath: '--service-path',
  environment: '--environment',
  caCertificate: '--ca-file',
  acknowledgesPlainHttp: '--plain-http',
};

async function readForm(context: CommandContext): Promise<NewConnection> {
  const { name, address, user, token, environment, 'service-path': servicePath, 'ca-file': caFile } = context.options;
  for (const [option, value] of Object.entries({ name, address })) {
    if (value === undefined) {
      throw new CommandError('optionMissing', [`--${option}`]);
    }
  }
  if ((user === undefined) === (token === undefined)) {
    throw new CommandError(user === undefined ? 'optionMissing' : 'optionsExclude', ['--user', '--token']);
  }
  const parsed = newConnectionSchema.safeParse({
    name,
    address,
    servicePath: servicePath ?? DEFAULT_SERVICE_PATH,
    ...(environment === undefined ? {} : { environment }),
    signIn: user === undefined ? 'key' : 'password',
    username: user ?? '',
    token: token ?? '',
    caCertificate: typeof caFile === 'string' ? await readCertificates(context, caFile) : null,
    acknowledgesPlainHttp: context.options['plain-http'] === true,
    password: await readPassword(context),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? '');
    throw new CommandError('fieldInvalid', [FIELDS[field] ?? field, issue?.message ?? '']);
  }
  return parsed.data;
}

async function readPassword({ terminal, options, texts }: CommandContext): Promise<string> {
  const isAsked = options['password-stdin'] !== true && terminal.inputIsTerminal;
  if (!isAsked && options['password-stdin'] !== true) {
    throw new CommandError('optionMissing', ['--password-stdin']);
  }
  const question = options.token === undefined ? texts.notes.password : texts.notes.secretKey;
  const entered = isAsked ? await terminal.ask(question, true) : await terminal.readLine();
  if (entered === null || entered === '') {
    throw new CommandError('argumentMissing', [question.replace(/: $/, '')]);
  }
  return entered;
}

async function readCertificates({ services, terminal }: CommandContext, file: string): Promise<string> {
  const content = await services.userFiles.readBytes(absolutePath(terminal, file), MAX_CERTIFICATE_BYTES);
  return services
    .readCertificates(content)
    .map(({ pem }) => pem)
    .join('\n');
}
