import { EventEmitter } from 'node:events';
import type { AppOptions } from '../../../electron/app.ts';
import type { Sender } from '../../fakes/ipcBus.ts';

/** Handler that the application registers for a channel. */
export type Listener = (event: Sender, input: unknown) => Promise<unknown>;

/** A fake window that records its calls. */
export class RecordedWindow {
  static readonly windows: RecordedWindow[] = [];
  private static steps: string[] = [];
  isGone = false;
  readonly webContents = Object.assign(new EventEmitter(), {
    id: 1,
    send: (event: string) => RecordedWindow.steps.push(`send ${event}`),
    isDestroyed: () => this.isGone,
    setZoomFactor: (factor: number) => RecordedWindow.steps.push(`zoom ${factor}`),
    getURL: () => 'app://bundle/crashed.html',
  });

  constructor() {
    RecordedWindow.windows.push(this);
    RecordedWindow.steps.push('window');
  }

  static getAllWindows(): RecordedWindow[] {
    return RecordedWindow.windows;
  }

  /** Removes all windows. @param steps receives the calls of later ones. */
  static reset(steps: string[]): void {
    RecordedWindow.windows.length = 0;
    RecordedWindow.steps = steps;
  }

  once(): void {}
  on(): void {}
  setBounds(): void {}
  getNormalBounds = () => ({ x: 0, y: 0, width: 1440, height: 900 });
  show(): void {}
  async loadURL(): Promise<void> {}
  isDestroyed(): boolean {
    return this.isGone;
  }
  isMinimized(): boolean {
    return true;
  }
  restore(): void {
    RecordedWindow.steps.push('restore');
  }
  focus(): void {
    RecordedWindow.steps.push('focus');
  }
}

/**
 * Fakes of the Electron modules that `startApp` uses, which record their calls.
 * @param steps receives one word per call.
 * @param listeners receives the handler of each channel.
 */
export function recordedElectron(
  app: EventEmitter,
  steps: string[],
  listeners: Map<string, Listener>,
): AppOptions['electron'] {
  const record = (step: string) => () => steps.push(step);
  const electron = {
    app,
    BrowserWindow: RecordedWindow,
    ipcMain: {
      handle: (channel: string, listener: Listener) => {
        steps.push(`handle ${channel}`);
        listeners.set(channel, listener);
      },
    },
    Menu: { setApplicationMenu: record('menu'), buildFromTemplate: () => ({}) },
    dialog: { showErrorBox: (_title: string, text: string) => steps.push(text) },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: { registerSchemesAsPrivileged: record('scheme'), handle: record('protocol') },
    screen: { getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }) },
    session: {
      defaultSession: {
        setPermissionRequestHandler: record('permissions'),
        setPermissionCheckHandler: () => {},
        setDevicePermissionHandler: () => {},
        setDisplayMediaRequestHandler: () => {},
      },
    },
  };
  return electron as unknown as AppOptions['electron'];
}
