import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PlatformStartError } from './platformStartError.ts';
import { readOrMakeKeyFile } from './standaloneKeyFile.ts';
import { type PlatformOptions, type RunningPlatform, startPlatform } from './startPlatform.ts';

/**
 * The embedded platform standing alone: prints one line of JSON when it is ready, and ends on SIGTERM and SIGINT.
 * Exit codes: 0 stopped as asked, 1 not started, 2 wrong options.
 */
const USAGE = `Usage: npm run platform -- --port PORT --data FOLDER [--sample] [--accounts N] [--keys N]
  --port      port of 127.0.0.1, 0 for a free one
  --data      folder of the database and its encryption key
  --sample    fill a new database with sample accounts and keys
  --accounts  generate accounts until a new database has N
  --keys      generate keys until a new database has N
The environment variable KEYDESK_ADMIN_PASSWORD sets the password of the account "admin".`;

const MAXIMUM_GENERATED = 1_000_000;
const numberSchema = (maximum: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.int().max(maximum));

const optionsSchema = z.object({
  port: numberSchema(65_535),
  data: z.string().min(1),
  sample: z.boolean().default(false),
  accounts: numberSchema(MAXIMUM_GENERATED).optional(),
  keys: numberSchema(MAXIMUM_GENERATED).optional(),
});

function readOptions(): z.output<typeof optionsSchema> {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        sample: { type: 'boolean' },
        accounts: { type: 'string' },
        keys: { type: 'string' },
      },
    });
    const parsed = optionsSchema.safeParse(values);
    if (parsed.success) {
      return parsed.data;
    }
    const [issue] = parsed.error.issues;
    console.error(`The option --${issue?.path.join('.')} is missing or has a value that cannot be.\n${USAGE}`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
  }
  return process.exit(2);
}

async function run(): Promise<void> {
  const { port, data, sample, accounts, keys } = readOptions();
  // An empty variable means "not set"; a password taken from it is not printed.
  const adminPassword = process.env.KEYDESK_ADMIN_PASSWORD || null;
  delete process.env.KEYDESK_ADMIN_PASSWORD;
  const options: PlatformOptions = {
    port,
    dataFolder: data,
    encryptionKey: readOrMakeKeyFile(data),
    adminPassword,
    sample,
    ...(accounts === undefined && keys === undefined ? {} : { generated: { accounts, keys } }),
    reportFailure: (requestId, error) => console.error(`Request ${requestId} failed:`, error),
  };
  const starting = startPlatform(options);
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

await run().catch((error: unknown) => {
  console.error(error instanceof PlatformStartError ? error.message : error);
  process.exit(1);
});
