import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BareProject } from './bareProject.ts';

/** The real start script with a program of the test in place of Electron, which records how it is started. */
let project: BareProject;
/** A display on which nothing is drawn. */
const X11 = { DISPLAY: ':5' };
/** Any user other than root. */
const OTHER_USER = 1000;
const XVFB = 'require("node:fs").writeSync(3, "77\\n"); setTimeout(() => {}, 60_000);';

beforeEach(() => {
  project = new BareProject();
  project.addProgram('electron', 'record();');
});

afterEach(() => {
  project.remove();
});

it('fault 56: passes the application, its switches and the environment to Electron', () => {
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
  const { status, stdout } = project.run('start.mjs', options, { ...X11, ELECTRON_RUN_AS_NODE: '1', KEPT: 'yes' });
  expect(status).toBe(0);
  expect(stdout).toContain('Host: Electron\n');
  expect(stdout).toMatch(/^Sandbox: none, .* for root\./m);
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
  expect(started?.environment).toMatchObject({ LANGUAGE: 'ru', DISPLAY: ':5', KEPT: 'yes' });
  expect(started?.environment).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
});

it('fault 55: tells a user other than root how to permit the sandbox, and does not start Electron', () => {
  // As in a container without user namespaces.
  project.addProgram('unshare', 'process.exit(1);');
  const { status, stderr } = project.run('start.mjs', [], X11, OTHER_USER);
  expect(stderr).toMatch(/^Electron cannot be started: its sandbox requires user namespaces/m);
  expect(stderr).toContain(`sudo chmod 4755 '${join(project.folder, 'programs/chrome-sandbox')}'`);
  expect(status).toBe(1);
  expect(project.started()).toBeNull();
});

it('fault 57: with --headless in a Wayland session, uses a virtual display only', () => {
  project.addProgram('electron', 'record(); process.exit(4);');
  project.addProgram('Xvfb', XVFB);
  const session = { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_SESSION_TYPE: 'wayland' };
  const { status, stdout, stderr } = project.run('start.mjs', ['--headless'], session);
  expect(stdout).toContain('Display: not used, running headless\n');
  const started = project.started();
  expect(started?.environment).toMatchObject({ DISPLAY: ':77', XDG_SESSION_TYPE: 'x11' });
  expect(started?.environment).not.toHaveProperty('WAYLAND_DISPLAY');
  expect(started?.arguments).toEqual(expect.arrayContaining(['--ozone-platform=x11', '--remote-debugging-port=0']));
  expect(stderr).toContain('KeyDesk ended with code 4 before its window opened.');
  expect(status).toBe(4);
});

interface Launch {
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const launch = (more: Launch = {}): Launch => ({ environment: X11, ...more });
const withElectron = (code: string, mode?: number) => () => {
  project.addProgram('electron', code, mode);
  return launch();
};
/** Makes a file that is in the way of a folder and returns its path. */
const obstacle = (): string => {
  writeFileSync(join(project.folder, 'file'), '');
  return join(project.folder, 'file');
};

it.each<[what: string, arrange: () => Launch, message: RegExp, status: number]>([
  [
    'an exit code of Electron',
    withElectron('console.error("a cause"); process.exit(3);'),
    /a cause\nKeyDesk ended with code 3\./,
    3,
  ],
  [
    'a signal that ends Electron',
    withElectron('process.kill(process.pid, "SIGTRAP");'),
    /KeyDesk ended by SIGTRAP\./,
    1,
  ],
  ['an Electron that cannot be run', withElectron('', 0o644), /KeyDesk could not be started: .*EACCES/, 1],
  [
    'an end without a window and without an error',
    () => {
      project.addProgram('electron', '');
      project.addProgram('Xvfb', XVFB);
      return {};
    },
    /before its window opened\.\nIs it running already, with the same data folder\?/,
    1,
  ],
  ['a missing Xvfb without a display', () => ({}), /Missing system packages.*\n +sudo apt-get install -y xvfb/, 1],
  [
    'an Xvfb that cannot start',
    () => {
      project.addProgram('Xvfb', 'console.error("no screens"); process.exit(1);');
      return {};
    },
    /no display, and Xvfb could not be started: no screens/,
    1,
  ],
  [
    'the output of a failed build',
    () => {
      project.setBuilder('console.error("a line of the source is wrong"); process.exit(1);');
      return launch();
    },
    /The build failed:\na line of the source is wrong/,
    1,
  ],
  [
    'a data folder that cannot be created',
    () => launch({ parameters: [`--user-data-dir=${obstacle()}/data`] }),
    /^The data folder cannot be used: ENOTDIR.*\n.*--user-data-dir=DIR/,
    1,
  ],
  [
    'a usual data folder that cannot be created',
    () => launch({ environment: { ...X11, XDG_CONFIG_HOME: `${obstacle()}/config` } }),
    /^The data folder cannot be used: ENOTDIR.*\n.*--user-data-dir=DIR/,
    1,
  ],
])('fault 59: fault 57: reports %s', (_what, arrange, message, expected) => {
  const { parameters, environment } = arrange();
  const { status, stderr } = project.run('start.mjs', parameters, environment);
  expect(stderr).toMatch(message);
  expect(status).toBe(expected);
  expect(project.started()).toBeNull();
});

it('fault 58: reports a debugging port that is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = project.run('start.mjs', [`--remote-debugging-port=${port}`], X11);
  server.close();
  expect(stderr).toContain(`The debugging port ${port} cannot be opened (EADDRINUSE)`);
  expect(status).toBe(1);
  expect(project.started()).toBeNull();
});
