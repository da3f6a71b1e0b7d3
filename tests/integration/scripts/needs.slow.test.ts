import { afterAll, expect, it } from 'vitest';
import { BareProject } from './bareProject.ts';

const project = new BareProject();

afterAll(() => project.remove());

it.each([
  ['test.mjs', []],
  ['test.mjs', ['--full']],
  ['bench.mjs', ['start']],
  ['bench.mjs', ['window', '--quick']],
])('fault 59: %s %j names the system packages that it needs', (script, parameters) => {
  const { status, stderr } = project.run(script, parameters);
  expect(stderr).toMatch(/^Missing system packages.*\n +sudo apt-get install -y .*gnome-keyring dbus/);
  expect(status).toBe(1);
});
