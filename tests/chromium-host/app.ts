import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { usualDataFolder } from '../../scripts/dataFolder.mjs';
import { commandLine } from './commandLine.ts';
import { takeInstanceLock } from './singleInstance.ts';
import { PreventableEvent, restrictEvents, strict } from './strict.ts';
import { windowRegistry } from './windowRegistry.ts';

const EVENTS = [
  'before-quit',
  'browser-window-blur',
  'browser-window-focus',
  // Never emitted: macOS only.
  'open-url',
  'second-instance',
  'web-contents-created',
  'window-all-closed',
];

/** The part of Electron's `app` that KeyDesk uses. */
export class HostApp extends EventEmitter {
  readonly isPackaged = false;
  /** On Linux Electron has the display server here even if it is not given. */
  readonly commandLine = strict('CommandLine', {
    getSwitchValue: (name: string): string => {
      if (name !== 'ozone-platform') {
        throw new Error(`The Chromium host does not know the switch '${name}'`);
      }
      return process.platform === 'linux' ? commandLine.ozonePlatform : '';
    },
  });
  private ready: Promise<void> | null = null;
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
    this.ready ??= new Promise((resolve) => {
      setImmediate(() => {
        this.hasStarted = true;
        resolve();
      });
    });
    return this.ready;
  }

  isReady(): boolean {
    return this.hasStarted;
  }

  /** @throws Error when called too late, or by root, for whom Electron would then end every child process at once. */
  enableSandbox(): void {
    if (this.hasStarted) {
      throw new Error('app.enableSandbox() must be called before the application is ready');
    }
    if (process.getuid?.() === 0) {
      throw new Error('Electron cannot run as root with its sandbox enabled');
    }
  }

  getVersion(): string {
    return manifest.version;
  }

  getPath(name: string): string {
    if (name !== 'userData') {
      throw new Error(`The Chromium host does not implement app.getPath('${name}')`);
    }
    return resolve(commandLine.userDataFolder ?? usualDataFolder(process.env));
  }

  getPreferredSystemLanguages(): string[] {
    return commandLine.language === null ? [Intl.DateTimeFormat().resolvedOptions().locale] : [commandLine.language];
  }

  /** Electron reads the regional format from the system; Chromium's `--lang` does not change it. */
  getSystemLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  /** May be called again if another instance had the lock. */
  requestSingleInstanceLock(data: Record<string, unknown> | null = null): boolean {
    this.releaseLock ??= takeInstanceLock(
      this.getPath('userData'),
      ({ argv, workingDirectory, additionalData }) => {
        // After `ready`, as Electron guarantees.
        void this.whenReady().then(() => this.emit('second-instance', {}, argv, workingDirectory, additionalData));
      },
      data,
    );
    return this.releaseLock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.releaseLock?.();
    this.releaseLock = null;
  }

  /** Closes the window and ends the process, unless a listener prevents it. */
  quit(): void {
    const event = new PreventableEvent();
    if (!this.isEnding) {
      this.emit('before-quit', event);
      if (!event.defaultPrevented) {
        this.exit();
      }
    }
  }

  /** Closes the window and ends the process. */
  exit(code = 0): void {
    this.isEnding = true;
    void Promise.resolve(windowRegistry.window?.end()).then(() => process.exit(code));
  }

  private onAllWindowsClosed(): void {
    if (!this.isEnding && !this.emit('window-all-closed')) {
      this.quit();
    }
  }
}

/** The package.json of the application: the closest one above the main script. */
const manifestFile = findPackageJSON(pathToFileURL(resolve(process.argv[1] ?? '.'))) ?? '';
const manifest: { readonly version: string } = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** Implements Electron's `app`. */
export const app = strict('app', new HostApp());
