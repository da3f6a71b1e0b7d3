import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { hasCommand } from '../../scripts/systemPackages.mjs';
import { PreventableEvent, restrictEvents, strict } from './strict.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

/** Time limit for a call, in milliseconds: without a notification service, the bus may try to start one. */
const CALL_LIMIT_MS = 5_000;

/**
 * The part of Electron's `Notification` that KeyDesk uses, as on Linux: over D-Bus (Desktop Notifications Specification).
 * Where nothing answers there, `failed` is emitted.
 */
class HostNotification extends EventEmitter {
  private readonly title: string;
  private readonly body: string;
  private watch: ChildProcess | null = null;

  constructor({ title = '', body = '', ...others }: { readonly title?: string; readonly body?: string }) {
    super();
    if (Object.keys(others).length > 0) {
      throw new Error(`The Chromium host knows no notification with ${Object.keys(others).join(', ')}`);
    }
    [this.title, this.body] = [title, body];
    restrictEvents(this, 'Notification', ['show', 'failed', 'click', 'close']);
  }

  /** Electron only looks for the library libnotify, which needs a session bus to be initialized. */
  static isSupported(): boolean {
    return Boolean(process.env.DBUS_SESSION_BUS_ADDRESS) && hasCommand('gdbus') && hasCommand('dbus-monitor');
  }

  show(): void {
    this.watchSignals(() => {
      const text = (value: string): string => JSON.stringify(value);
      const parameters = ['"KeyDesk"', '0', '""', text(this.title), text(this.body), '["default","View"]', '{}', '-1'];
      const call = ['call', '--session', `--dest=${NAME}`, `--object-path=${PATH}`, `--method=${NAME}.Notify`];
      execFile('gdbus', [...call, '--', ...parameters], { timeout: CALL_LIMIT_MS }, (error, stdout) => {
        const id = /uint32 (?<id>\d+)/.exec(stdout)?.groups?.id;
        if (error !== null || id === undefined) {
          this.watch?.kill();
          this.emit('failed', new PreventableEvent(), error?.message ?? stdout);
        } else {
          this.id = id;
          this.emit('show', new PreventableEvent());
        }
      });
    });
  }

  private id: string | null = null;

  /** Starts to receive the signals of notifications, then calls `onReady`. The program ends with this process. */
  private watchSignals(onReady: () => void): void {
    const script = `dbus-monitor --session "$1" & exec >/dev/null 2>&1; read _; kill $!`;
    const watch = spawn('sh', ['-c', script, 'sh', `type='signal',interface='${NAME}'`], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.watch = watch;
    let isReady = false;
    let lines: string[] = [];
    watch.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (!isReady) {
        isReady = true;
        onReady();
      }
      lines = [...lines, ...chunk.split('\n')].slice(-20);
      this.read(lines.join('\n'));
    });
    watch.unref();
  }

  private read(received: string): void {
    const signalOf = (member: string): boolean =>
      new RegExp(`member=${member}\\n\\s+uint32 ${this.id}\\b`).test(received);
    if (this.id !== null && signalOf('ActionInvoked')) {
      this.end('click');
    } else if (this.id !== null && signalOf('NotificationClosed')) {
      this.end('close');
    }
  }

  private end(event: 'click' | 'close'): void {
    this.id = null;
    this.watch?.stdin?.end();
    this.emit(event, new PreventableEvent());
  }
}

/** Implements Electron's `Notification`. */
export const Notification = strict('Notification', HostNotification);
