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
  'ready',
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-focus',
  // Never emitted: macOS only.
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
  /** On Linux Electron has the display server here even if it is not given. */
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

  /** @throws Error when called too late, or by root, for whom Electron would then end every child process at once. */
  enableSandbox(): void {
    if (this.hasStarted) {
      throw new Error('app.enableSandbox() must be called before the application is ready');
    }
    if (process.getuid?.() === 0) {
      throw new Error('Electron cannot run as root with its sandbox enabled');
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
    return resolve(commandLine.userDataFolder ?? usualDataFolder(process.env));
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

  /** Emits the events that can prevent it, closes the window, then ends the process. */
  quit(): void {
    if (this.isEnding || this.isPrevented('before-quit')) {
      return;
    }
    this.isEnding = true;
    void this.closeWindow().then(() => {
      if (this.isPrevented('will-quit')) {
        this.isEnding = false;
        return;
      }
      this.emit('quit', {}, 0);
      process.exit(0);
    });
  }

  /** Closes the window and ends the process. */
  exit(code = 0): void {
    this.isEnding = true;
    void this.closeWindow().then(() => process.exit(code));
  }

  private async closeWindow(): Promise<void> {
    await windowRegistry.window?.end();
  }

  private isPrevented(name: string): boolean {
    const event = new PreventableEvent();
    this.emit(name, event);
    return event.defaultPrevented;
  }

  private onAllWindowsClosed(): void {
    if (!this.isEnding && !this.emit('window-all-closed')) {
      this.quit();
    }
  }
}

/** The package.json of the application: the closest one above the main script. */
const manifestFile = findPackageJSON(pathToFileURL(resolve(process.argv[1] ?? '.'))) ?? '';
const manifest: { readonly productName: string; readonly version: string } = JSON.parse(
  readFileSync(manifestFile, 'utf8'),
);

/** Stands for Electron's `app`. */
export const app = strict('app', new HostApp());
