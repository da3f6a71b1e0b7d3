import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { commandLine } from './commandLine.ts';
import { noteSandboxOfRoot } from './rootSandbox.ts';
import { takeInstanceLock } from './singleInstance.ts';
import { PreventableEvent, restrictEvents, strict } from './strict.ts';
import { windowRegistry } from './windowRegistry.ts';

const EVENTS = [
  'ready',
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-focus',
  // Of macOS only, where Electron itself is to be had.
  'open-url',
  'quit',
  'second-instance',
  'web-contents-created',
  'will-quit',
  'window-all-closed',
];

/** The part of Electron's `app` that KeyDesk uses. */
export class HostApp extends EventEmitter {
  readonly isPackaged = false;
  /** Electron names the display server here on Linux, also where nobody has chosen one. */
  readonly commandLine = strict('CommandLine', {
    getSwitchValue: (name: string): string => {
      if (name !== 'ozone-platform') {
        throw new Error(`The Chromium host does not know the switch '${name}'`);
      }
      return process.platform === 'linux' ? commandLine.ozonePlatform : '';
    },
  });
  private readonly ready = Promise.withResolvers<void>();
  private isReadyDue = false;
  private hasStarted = false;
  private isEnding = false;
  private releaseLock: (() => void) | null = null;

  constructor() {
    super();
    restrictEvents(this, 'app', EVENTS);
    windowRegistry.on('contents-created', (contents) => this.emit('web-contents-created', {}, contents));
    windowRegistry.on('focused', (window) => this.emit('browser-window-focus', {}, window));
    windowRegistry.on('blurred', (window) => this.emit('browser-window-blur', {}, window));
    windowRegistry.on('all-closed', () => this.onAllWindowsClosed());
  }

  whenReady(): Promise<void> {
    if (!this.isReadyDue) {
      this.isReadyDue = true;
      setImmediate(() => {
        this.hasStarted = true;
        this.emit('ready');
        this.ready.resolve();
      });
    }
    return this.ready.promise;
  }

  isReady(): boolean {
    return this.hasStarted;
  }

  /**
   * Chromium's sandbox is on for every page anyway; what counts is that the call comes in time, and that it is not root
   * who calls: Electron takes `--no-sandbox` off then, and every process that it starts ends at once.
   */
  enableSandbox(): void {
    if (this.hasStarted) {
      throw new Error('app.enableSandbox() must be called before the application is ready');
    }
    if (process.getuid?.() === 0) {
      noteSandboxOfRoot();
    }
  }

  getName(): string {
    return manifest.productName;
  }

  getVersion(): string {
    return manifest.version;
  }

  getPath(name: string): string {
    if (name !== 'userData') {
      throw new Error(`The Chromium host does not implement app.getPath('${name}')`);
    }
    return resolve(commandLine.userDataFolder ?? join(configurationFolder(), this.getName()));
  }

  getLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US';
  }

  getPreferredSystemLanguages(): string[] {
    return commandLine.language === null ? [Intl.DateTimeFormat().resolvedOptions().locale] : [commandLine.language];
  }

  requestSingleInstanceLock(): boolean {
    this.releaseLock = takeInstanceLock(this.getPath('userData'), ({ argv, workingDirectory }) =>
      this.emit('second-instance', {}, argv, workingDirectory, null),
    );
    return this.releaseLock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.releaseLock?.();
    this.releaseLock = null;
  }

  /** Asks the application, closes the windows, then ends the process. */
  quit(): void {
    if (this.isEnding || this.isCalledOff('before-quit')) {
      return;
    }
    this.isEnding = true;
    void this.closeWindow().then(() => {
      if (this.isCalledOff('will-quit')) {
        this.isEnding = false;
        return;
      }
      this.emit('quit', {}, 0);
      process.exit(0);
    });
  }

  /** Ends the process without asking. */
  exit(code = 0): void {
    this.isEnding = true;
    void this.closeWindow().then(() => process.exit(code));
  }

  private async closeWindow(): Promise<void> {
    await windowRegistry.window?.end();
  }

  private isCalledOff(name: string): boolean {
    const event = new PreventableEvent();
    this.emit(name, event);
    return event.defaultPrevented;
  }

  private onAllWindowsClosed(): void {
    if (this.isEnding) {
      return;
    }
    if (!this.emit('window-all-closed')) {
      this.quit();
    }
  }
}

/** The application's own package.json, found from the main script upwards, as Electron does for a folder. */
function readManifest(folder: string): { readonly productName: string; readonly version: string } {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8'));
  }
  if (dirname(folder) === folder) {
    throw new Error('No package.json was found above the main script');
  }
  return readManifest(dirname(folder));
}

/** Where the platform keeps the data of applications; the rules of Electron's `appData`. */
function configurationFolder(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
    default:
      return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  }
}

const manifest = readManifest(dirname(resolve(process.argv[1] ?? '.')));

/** Stands for Electron's `app`. */
export const app = strict('app', new HostApp());
