import { z } from 'zod';
import { PlatformStartError } from './platformStartError.ts';
import { type RunningPlatform, startPlatform } from './startPlatform.ts';

/**
 * The embedded platform as a child process of the application (Electron's `utilityProcess`), with sample data. Its
 * options arrive in a message, so that neither the encryption key nor the password is visible as an argument.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const commandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    dataFolder: z.string().nullable(),
    accessLogFolder: z.string().nullable(),
    encryptionKey: z.string(),
    adminPassword: z.string(),
  }),
  z.object({ type: z.literal('stop') }),
]);

/** Node's `process` has no parent port; Electron adds it to the process of a utility child. */
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) {
  throw new Error('This module runs as a utility process of the application only.');
}

let starting: Promise<RunningPlatform | null> | null = null;

parentPort.on('message', ({ data }) => {
  const command = commandSchema.parse(data);
  if (command.type === 'stop') {
    void stop();
  } else {
    starting ??= start(parentPort, command);
  }
});

async function start(
  port: ParentPort,
  {
    dataFolder,
    accessLogFolder,
    encryptionKey,
    adminPassword,
  }: Extract<z.output<typeof commandSchema>, { type: 'start' }>,
): Promise<RunningPlatform | null> {
  try {
    const database = dataFolder === null ? null : { dataFolder };
    const warn = (text: string): void => void process.stderr.write(`${text}\n`);
    const accessLog = accessLogFolder === null ? null : { folder: accessLogFolder, warn };
    const platform = await startPlatform({ port: 0, database, encryptionKey, adminPassword, sample: true, accessLog });
    port.postMessage({ type: 'ready', address: platform.address });
    return platform;
  } catch (error) {
    // Only messages written for users leave this process; others may contain file names.
    const message = error instanceof PlatformStartError ? error.message : 'The platform failed to start.';
    port.postMessage({ type: 'failed', message });
    return null;
  }
}

/** Exits in any case: the parent waits for it. */
async function stop(): Promise<void> {
  try {
    await (await starting)?.stop();
  } finally {
    process.exit(0);
  }
}
