import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { concealedFormats } from '../../../electron/adapters/system/concealedFormats.ts';
import { ClipboardItem, HostClipboard } from '../../chromium-host/clipboard.ts';
import { X11Clipboard } from '../../chromium-host/x11Clipboard.ts';
import { launchInChromium } from '../../e2e/launchInChromium.ts';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

const MARK = concealedFormats('linux');
const HINT = 'x-kde-passwordManagerHint';
const SECRET = 'a secret that is copied';

let folder: string;
let environment: NodeJS.ProcessEnv;
let desktop: X11Clipboard;
let clipboard: HostClipboard;
let children: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-display-'));
  mkdirSync(join(folder, 'run'), { mode: 0o700 });
  const server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  children = [server];
  const [number] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data');
  const { WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...inherited } = process.env;
  const DISPLAY = `:${String(number).trim()}`;
  environment = { ...inherited, DISPLAY, HOME: folder, XDG_RUNTIME_DIR: join(folder, 'run') };
  desktop = new X11Clipboard(DISPLAY);
  clipboard = new HostClipboard(desktop);
});

afterEach(async () => {
  await desktop.close();
  for (const child of children.reverse()) {
    child.kill('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const copySecret = () => clipboard.write([new ClipboardItem({ 'text/plain': SECRET, ...MARK })]);
/** Clears as KeyDesk does on Linux. */
const clearSecret = () => clipboard.write([new ClipboardItem(MARK)]);

/** What another program gets for a target; `null` if it is not offered. */
async function paste(target: string): Promise<string | null> {
  const child = spawn('xclip', ['-o', '-selection', 'clipboard', '-t', target], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [pasted, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return status === 0 ? pasted : null;
}

/** Another program copies a text; it serves it until it is killed. */
async function copyElsewhere(content: string): Promise<void> {
  const child = spawn('xclip', ['-i', '-quiet', '-selection', 'clipboard'], {
    env: environment,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  children.push(child);
  child.stdin?.end(content);
  await expect.poll(() => paste('UTF8_STRING')).toBe(content);
}

it('a marked text reaches other programs together with its mark, and clearing leaves the mark alone', async () => {
  await copySecret();
  expect(await paste('UTF8_STRING')).toBe(SECRET);
  expect(await paste('STRING')).toBe(SECRET);
  expect(await paste(HINT)).toBe('secret');
  expect((await paste('TARGETS'))?.split('\n')).toEqual(expect.arrayContaining(['TARGETS', 'UTF8_STRING', HINT]));
  expect(await clipboard.readText()).toBe(SECRET);

  await clearSecret();
  expect(await paste('UTF8_STRING')).toBeNull();
  expect(await paste(HINT)).toBe('secret');
  expect(await clipboard.readText()).toBe('');

  clipboard.clear();
  await expect.poll(() => paste(HINT)).toBeNull();
});

it('what is copied right after clearing stays', async () => {
  await copySecret();
  clipboard.clear();
  await copySecret();
  expect(await paste('UTF8_STRING')).toBe(SECRET);
  expect(await paste(HINT)).toBe('secret');
});

it('writes take effect in their order, although a later one takes less time', async () => {
  const offer = new Map([['text/plain', new Blob([SECRET])]]);
  await Promise.all([desktop.write(offer), desktop.clear()]);
  expect(await paste('UTF8_STRING')).toBeNull();
});

it('what another program copies is read, replaces the text, and is replaced by it', async () => {
  await copySecret();
  await copyElsewhere('текст другой программы');
  expect(await clipboard.readText()).toBe('текст другой программы');
  await copySecret();
  expect(await paste('UTF8_STRING')).toBe(SECRET);
  expect(await clipboard.readText()).toBe(SECRET);
});

it('a secret copied in the window reaches other programs, is marked, and is cleared when KeyDesk quits', async () => {
  const { page, close } = await launchInChromium({
    switches: [`--user-data-dir=${join(folder, 'data')}`, '--lang=en'],
    environment: { ...(environment as Record<string, string>), ...WITHOUT_KEYRING },
    size: null,
    startFolder: null,
    recordsCalls: false,
    isVisible: true,
  });
  const row = page.getByRole('grid', { name: 'Authentication keys' }).getByRole('row').nth(1);
  await row.click();
  await page.keyboard.press('Control+Shift+KeyC');
  await expect.poll(() => paste('UTF8_STRING')).toMatch(/^[0-9a-f]{32}$/);
  expect(await paste(HINT)).toBeNull();
  await page.keyboard.press('Control+Shift+KeyC');
  await expect.poll(() => paste('UTF8_STRING')).toMatch(/^[\w+/]{86}==$/);
  expect(await paste(HINT)).toBe('secret');
  await page.getByRole('button', { name: 'Clear now' }).click();
  await expect.poll(() => paste('UTF8_STRING')).toBeNull();
  expect(await paste(HINT)).toBe('secret');
  await page.getByText('Clipboard cleared').waitFor();

  await row.click();
  await page.keyboard.press('Control+Shift+KeyC');
  await page.keyboard.press('Control+Shift+KeyC');
  await expect.poll(() => paste(HINT)).toBe('secret');
  await expect.poll(() => paste('UTF8_STRING')).toMatch(/^[\w+/]{86}==$/);
  await close();
  expect(await paste('UTF8_STRING')).toBeNull();
});

/** Clipboard managers of Debian 12, which ignore the mark, and where each keeps its history. */
const MANAGERS = [
  {
    name: 'CopyQ 6.4',
    command: ['copyq'],
    history: () => output('copyq', 'eval', 'for (var i = 0; i < size(); ++i) print(str(read(i)))'),
    afterwards: null,
  },
  {
    name: 'xfce4-clipman 1.6',
    command: ['xfce4-clipman'],
    history: () => fileContent('.cache/xfce4/clipman/textsrc'),
    afterwards: null,
  },
  {
    name: 'Parcellite 1.2',
    command: ['parcellite', '-n'],
    history: () => fileContent('.local/share/parcellite/history'),
    afterwards: SECRET,
  },
];

it.each(MANAGERS)('$name stores a marked text, and clearing does not remove it from the history', async (manager) => {
  const { command, history, afterwards } = manager;
  children.push(spawn('dbus-run-session', ['--', ...command], { env: environment, stdio: 'ignore', detached: true }));
  await expect
    .poll(async () => {
      await clipboard.writeText(`before ${crypto.randomUUID()}`);
      return history();
    })
    .toContain('before');
  await copySecret();
  await expect.poll(history).toContain(SECRET);
  await clearSecret();
  await expect.poll(() => paste('UTF8_STRING')).toBeNull();
  expect(await clipboard.readText()).toBe('');
  expect(await history()).toContain(SECRET);

  await desktop.close();
  await expect.poll(() => paste('UTF8_STRING')).toBe(afterwards);
});

async function output(program: string, ...parameters: readonly string[]): Promise<string> {
  const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  return text(child.stdout);
}

async function fileContent(path: string): Promise<string> {
  return readFile(join(folder, path), 'latin1').catch(() => '');
}
