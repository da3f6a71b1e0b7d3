import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const PLANTED = 'planted-in-the-environment';
let app: StartedApplication;

afterEach(async () => {
  await app.close();
  app.clean();
});

it('fault 64: the application outlives a failure of V8 in its child processes and logs nothing of the environment', async () => {
  app = await startApplication({ KEYDESK_PLANTED: PLANTED });
  await waitForList(app.page);
  await app.tell('failUtilityProcesses');
  const log = () => readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');
  await expect.poll(log, { timeout: 20_000 }).toContain('The sample platform ended by itself');
  expect(log()).toContain('A child process failed');
  expect(log()).not.toContain(PLANTED);
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('heading', { name: 'Settings' }).waitFor();
});
