import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DEFAULT_SERVICE_PATH } from '../../shared/model/connection.ts';

const root = join(import.meta.dirname, '../..');

const readyLineSchema = z.object({
  ready: z.literal(true),
  url: z.string(),
  admin: z.object({ username: z.string(), password: z.string().optional() }),
});

/** A platform started by `npm run platform`. */
export interface StandalonePlatform {
  readonly address: string;
  readonly username: string;
  readonly password: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Calls a method of the key service as `admin` with Basic authentication; returns the parsed response. */
  call(method: string, body?: unknown): Promise<unknown>;
  /** Stops it like Ctrl-C; returns the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Runs `npm run platform` and waits for its ready line.
 * @param parameters in addition to `--port` and `--data`.
 * @param earlier a stopped platform to start again with its data and address; a new one by default.
 */
export async function startPlatformCommand(
  parameters: readonly string[],
  earlier?: StandalonePlatform,
): Promise<StandalonePlatform> {
  const dataFolder = earlier?.dataFolder ?? mkdtempSync(join(tmpdir(), 'keydesk-platform-'));
  const command = ['scripts/platform.mjs', '--port', String(earlier?.port ?? 0), '--data', dataFolder, ...parameters];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const { url, admin } = readyLineSchema.parse(JSON.parse(await firstLine(child)));
  const password = admin.password ?? earlier?.password ?? '';
  const authorization = `Basic ${Buffer.from(`${admin.username}:${password}`).toString('base64')}`;
  return {
    address: url,
    username: admin.username,
    password,
    dataFolder,
    port: Number(new URL(url).port),
    call: async (method, body = {}) => {
      const response = await fetch(`${url}${DEFAULT_SERVICE_PATH}/${method}`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return response.json();
    },
    stop: async () => {
      if (child.exitCode !== null) {
        return child.exitCode;
      }
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) {
    throw new Error('The platform has no output');
  }
  for await (const line of createInterface({ input: child.stdout })) {
    return line;
  }
  throw new Error('The platform ended before it was ready');
}
