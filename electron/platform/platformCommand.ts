import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SecretCipher } from './authentication/secretCipher.ts';
import { parsePublicAddress } from './ownAddress.ts';
import { PlatformStartError } from './platformStartError.ts';
import { readOrMakeKeyFile } from './standaloneKeyFile.ts';
import {
  type DatabaseLocation,
  engineOf,
  type PlatformOptions,
  type RunningPlatform,
  startPlatform,
} from './startPlatform.ts';
import { backUp, restore } from './storage/backup.ts';
import { verifyEncryptionKey } from './storage/encryptionKeyCheck.ts';
import { openDatabase } from './storage/openDatabase.ts';

/**
 * The embedded platform as a program of its own. Prints one line of JSON when it is ready and ends on SIGTERM or SIGINT.
 * Exit codes: 0 success, 1 failure, 2 invalid options.
 */
const USAGE = `Usage: npm run platform -- --port PORT --data FOLDER [--database URL] [--public-address URL]
                               [--access-log FOLDER] [--password-days N] [--sample] [--accounts N] [--keys N]
       npm run platform -- backup FILE --data FOLDER [--database URL]
       npm run platform -- restore FILE --data FOLDER [--database URL]
  --port      port on 127.0.0.1; 0 selects a free one
  --data      folder of the encryption key, and of the database unless --database is given
  --database  postgres://user@host:port/name, or several hosts; pass the password in PGPASSWORD, so that other users cannot read it
  --public-address
              https://host[:port][/path] at which a proxy or a tunnel makes the platform available
  --access-log
              folder for a log of the requests, one file a day for 30 days; none by default
  --password-days
              report that passwords expire N days from now, to try what clients do; they still work afterwards
  --sample    fill a new database with sample accounts and keys
  --accounts  generate accounts until a new database has N
  --keys      generate keys until a new database has N
  backup      write all data to a new FILE; the platform may be running
  restore     replace all data with the content of FILE; the platform may be running
The environment variable KEYDESK_ADMIN_PASSWORD sets the password of the account "admin".`;

const MAX_GENERATED = 1_000_000;
const MAX_PASSWORD_DAYS = 10_000;
const numberSchema = (maximum: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.int().max(maximum));
const placeSchema = {
  data: z.string().min(1),
  database: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//)
    .optional(),
};
const serveSchema = z.strictObject({
  port: numberSchema(65_535),
  ...placeSchema,
  'public-address': z
    .string()
    .transform(parsePublicAddress)
    .refine(
      (address) => address !== null,
      '--public-address must be https://host[:port][/path], without user name, query or fragment.',
    )
    .optional(),
  'access-log': z.string().min(1).optional(),
  'password-days': numberSchema(MAX_PASSWORD_DAYS).optional(),
  sample: z.boolean().default(false),
  accounts: numberSchema(MAX_GENERATED).optional(),
  keys: numberSchema(MAX_GENERATED).optional(),
});
const copySchema = z.strictObject(placeSchema);

type Options =
  | ({ readonly action: 'serve' } & z.output<typeof serveSchema>)
  | ({ readonly action: 'backup' | 'restore'; readonly file: string } & z.output<typeof copySchema>);

function readOptions(): Options {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
        'public-address': { type: 'string' },
        'access-log': { type: 'string' },
        'password-days': { type: 'string' },
        sample: { type: 'boolean' },
        accounts: { type: 'string' },
        keys: { type: 'string' },
      },
    });
    const [action, file, ...rest] = positionals;
    if (action === undefined) {
      return { action: 'serve', ...parse(serveSchema, values) };
    }
    if ((action === 'backup' || action === 'restore') && file !== undefined && rest.length === 0) {
      return { action, file, ...parse(copySchema, values) };
    }
    throw new RangeError(`"${positionals.join(' ')}" is not a command.`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
    return process.exit(2);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === 'custom') {
      throw new RangeError(issue.message);
    }
    const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw new RangeError(`The option --${name} is missing, not allowed here or has an invalid value.`);
  }
  return parsed.data;
}

function locationOf({ data, database }: z.output<typeof copySchema>): DatabaseLocation {
  return database === undefined ? { dataFolder: data } : { url: database };
}

async function serve(options: Extract<Options, { action: 'serve' }>): Promise<void> {
  const { port, data, sample, accounts, keys, 'access-log': accessLog } = options;
  // An empty variable means "not set"; a password taken from it is not printed.
  const adminPassword = process.env.KEYDESK_ADMIN_PASSWORD || null;
  delete process.env.KEYDESK_ADMIN_PASSWORD;
  const platformOptions: PlatformOptions = {
    port,
    database: locationOf(options),
    publicAddress: options['public-address'] ?? null,
    encryptionKey: readOrMakeKeyFile(data, warn),
    adminPassword,
    sample,
    ...(accounts === undefined && keys === undefined ? {} : { generated: { accounts, keys } }),
    passwordDays: options['password-days'] ?? null,
    accessLog: accessLog === undefined ? null : { folder: accessLog, warn },
    reportFailure: (requestId, error) => console.error(`Request ${requestId} failed:`, error),
  };
  const starting = startPlatform(platformOptions);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop(starting));
  }
  const { address, adminPassword: madePassword } = await starting;
  const admin = { username: 'admin', ...(madePassword === null ? {} : { password: madePassword }) };
  console.log(JSON.stringify({ ready: true, url: address, admin }));
}

async function stop(starting: Promise<RunningPlatform>): Promise<void> {
  await (await starting).stop();
  process.exit(0);
}

async function copy(options: Exclude<Options, { action: 'serve' }>): Promise<void> {
  const { action, file, data } = options;
  const cipher = new SecretCipher(readOrMakeKeyFile(data, warn));
  const engine = engineOf(locationOf(options));
  const database = await openDatabase(engine);
  try {
    await verifyEncryptionKey(database, cipher);
    await (action === 'backup' ? backUp(database, file) : restore(database, engine, cipher, file));
  } catch (error) {
    throw engine.toStartError(error) ?? error;
  } finally {
    await database.destroy();
  }
  console.log(JSON.stringify({ [action]: file }));
}

function warn(text: string): void {
  console.error(text);
}

async function run(): Promise<void> {
  const options = readOptions();
  await (options.action === 'serve' ? serve(options) : copy(options));
}

await run().catch((error: unknown) => {
  console.error(error instanceof PlatformStartError ? error.message : error);
  process.exit(1);
});
