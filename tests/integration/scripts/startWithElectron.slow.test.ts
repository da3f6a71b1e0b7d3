import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BareProject } from './bareProject.ts';

/** The real start script with a stand-in for Electron: what it is given, and what is said when something fails. */
let project: BareProject;
/** A display that nobody looks at: the stand-ins draw nothing. */
const X11 = { DISPLAY: ':5' };
/** Any user that is not root. */
const SOMEBODY = 1000;

beforeEach(() => {
  project = new BareProject();
});

afterEach(() => {
  project.remove();
});

it('gives Electron the application first, then the switches, as they were asked for', () => {
  project.addProgram('electron', 'record();');
  const folder = join(project.folder, 'data of mine');
  const link = 'keydesk://stand.example/authkey.7';
  const options = [
    '--lang',
    'ru',
    `--user-data-dir=${folder}`,
    '--remote-debugging-port=0',
    link,
    '--',
    '--disable-gpu',
  ];
  const { status, stdout } = project.run('start.mjs', options, X11);
  expect(status).toBe(0);
  expect(stdout).toContain('Host: Electron\n');
  const started = project.started();
  expect(started?.arguments).toEqual([
    `${project.folder}/`,
    '--no-sandbox',
    '--ozone-platform=x11',
    '--remote-debugging-port=0',
    '--lang=ru',
    `--user-data-dir=${folder}`,
    link,
    '--disable-gpu',
  ]);
  expect(started?.environment).toMatchObject({ LANGUAGE: 'ru', DISPLAY: ':5' });
});

it('says to root that there is no sandbox', () => {
  project.addProgram('electron', '');
  expect(project.run('start.mjs', [], X11).stdout).toMatch(/^Sandbox: none, .* for root\./m);
});

it('fault 56: hands on no variable that makes something else of Electron', () => {
  project.addProgram('electron', 'record();');
  const inherited = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_FORCE_IS_PACKAGED: 'true', NODE_OPTIONS: '--no-warnings' };
  expect(project.run('start.mjs', [], { ...X11, ...inherited, KEPT: 'yes' }).status).toBe(0);
  expect(project.started()?.environment).toMatchObject({ KEPT: 'yes' });
  expect(Object.keys(project.started()?.environment ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^ELECTRON_RUN|^ELECTRON_FORCE|^NODE_OPTIONS/)]),
  );
});

it('fault 55: another user than root is told how to let the sandbox start, and Electron is not started', () => {
  project.addProgram('electron', 'record();');
  // What a container without name spaces does.
  project.addProgram('unshare', 'process.exit(1);');
  const { status, stderr } = project.run('start.mjs', [], X11, SOMEBODY);
  expect(stderr).toMatch(/^Electron cannot be started: its sandbox needs user name spaces/m);
  expect(stderr).toContain(`sudo chmod 4755 '${join(project.folder, 'programs/chrome-sandbox')}'`);
  expect(status).toBe(1);
  expect(project.started()).toBeNull();
});

it('fault 57: with --headless in a Wayland session the window is on a display in memory only', () => {
  project.addProgram('electron', 'record(); process.exit(4);');
  project.addProgram('Xvfb', 'require("node:fs").writeSync(3, "77\\n"); setTimeout(() => {}, 60_000);');
  const session = { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_SESSION_TYPE: 'wayland' };
  const { status, stdout, stderr } = project.run('start.mjs', ['--headless'], session);
  expect(stdout).toContain('Display: not used, running headless\n');
  expect(project.started()?.environment).toMatchObject({ DISPLAY: ':77', XDG_SESSION_TYPE: 'x11' });
  expect(project.started()?.environment).not.toHaveProperty('WAYLAND_DISPLAY');
  expect(project.started()?.arguments).toEqual(
    expect.arrayContaining(['--ozone-platform=x11', '--remote-debugging-port=0']),
  );
  expect(stderr).toContain('KeyDesk ended with code 4 before its window was there.');
  expect(status).toBe(4);
});

it.each([
  ['is missing', null, /Missing system packages.*\n +sudo apt-get install -y xvfb/],
  [
    'cannot start',
    'console.error("no screens"); process.exit(1);',
    /no display, and Xvfb could not be started: no screens/,
  ],
])('fault 57: without a display, where Xvfb %s, nothing is started', (_what, code, message) => {
  project.addProgram('electron', 'record();');
  if (code !== null) {
    project.addProgram('Xvfb', code);
  }
  const { status, stderr } = project.run('start.mjs');
  expect(stderr).toMatch(message);
  expect(status).toBe(1);
  expect(project.started()).toBeNull();
});

it.each([
  ['ends with a code', 'console.error("a cause"); process.exit(3);', /a cause\nKeyDesk ended with code 3\./, 3],
  ['is ended by a signal', 'process.kill(process.pid, "SIGTRAP");', /KeyDesk ended by SIGTRAP\./, 1],
])('fault 59: says it when Electron %s', (_how, code, message, expected) => {
  project.addProgram('electron', code);
  const { status, stderr } = project.run('start.mjs', [], X11);
  expect(stderr).toMatch(message);
  expect(status).toBe(expected);
});

it('fault 59: says it when Electron cannot be run', () => {
  project.addProgram('electron', '', 0o644);
  const { status, stderr } = project.run('start.mjs', [], X11);
  expect(stderr).toMatch(/KeyDesk could not be started: .*EACCES/);
  expect(status).toBe(1);
});

it('fault 59: says it when it ends without a window although nothing failed', () => {
  project.addProgram('electron', '');
  project.addProgram('Xvfb', 'require("node:fs").writeSync(3, "77\\n"); setTimeout(() => {}, 60_000);');
  const { status, stderr } = project.run('start.mjs');
  expect(stderr).toMatch(/before its window was there\.\nIs it running already, with the same data folder\?/);
  expect(status).toBe(1);
});

it('fault 59: says what the build said', () => {
  project.setBuilder('console.error("a line of the source is wrong"); process.exit(1);');
  const { status, stderr } = project.run('start.mjs', [], X11);
  expect(stderr).toMatch(/The build failed:\na line of the source is wrong/);
  expect(status).toBe(1);
});

it.each([
  ['that is named', ['--user-data-dir=FILE/data'], {}],
  ['of the user, where there is none', [], { XDG_CONFIG_HOME: 'FILE/config' }],
] as const)('fault 59: says it when the data folder %s cannot be made', (_which, parameters, environment) => {
  const file = join(project.folder, 'file');
  writeFileSync(file, '');
  const named = parameters.map((text) => text.replace('FILE', file));
  const { status, stderr } = project.run('start.mjs', named, { ...X11, ...withPath(environment, file) });
  expect(stderr).toMatch(/^The data folder cannot be used: ENOTDIR.*\n.*--user-data-dir=DIR/);
  expect(status).toBe(1);
});

it('fault 58: says it when the debugging port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = project.run('start.mjs', [`--remote-debugging-port=${port}`], X11);
  server.close();
  expect(stderr).toContain(`The debugging port ${port} cannot be opened (EADDRINUSE)`);
  expect(status).toBe(1);
});

/** The values with `FILE` replaced by a path. */
function withPath(environment: Readonly<Record<string, string>>, file: string): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, text.replace('FILE', file)]));
}
