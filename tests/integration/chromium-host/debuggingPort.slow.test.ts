import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { sandboxSwitches } from '../../../scripts/host.mjs';

const REGISTER = resolve(import.meta.dirname, '../../chromium-host/register.ts');
const MAIN = resolve(import.meta.dirname, 'application/main.ts');

it('ends with the reason when its window cannot be opened, such as a port that somebody else has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-port-'));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const switches = [`--user-data-dir=${folder}`, '--headless', `--remote-debugging-port=${port}`, ...sandboxSwitches()];
  const child = spawn(process.execPath, ['--import', REGISTER, MAIN, ...switches], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  expect(output).toContain(`Chromium could not be started: the debugging port ${port} cannot be opened (EADDRINUSE)`);
  expect(code).toBe(1);
});
