import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  APP_USER_MODEL_ID,
  CONFIRM_MS,
  electronNotifications,
} from '../../../../electron/adapters/system/electronNotifications.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

/** Electron's notification, of which a test emits what the system reports. */
class ScriptedNotification extends EventEmitter {
  static all: ScriptedNotification[] = [];
  static isSupported = () => true;
  readonly options: { readonly title: string; readonly body: string };
  isShown = false;

  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.options = options;
    ScriptedNotification.all.push(this);
  }

  show(): void {
    this.isShown = true;
  }
}

let clock: ManualClock;
let events: string[];

beforeEach(() => {
  ScriptedNotification.all = [];
  ScriptedNotification.isSupported = () => true;
  clock = new ManualClock();
  events = [];
});

function show(body = 'Text', platform: NodeJS.Platform = 'win32') {
  const notifications = electronNotifications({
    Notification: ScriptedNotification as never,
    showWindow: () => events.push('window'),
    platform,
    clock,
    logger: new MemoryLogger(),
  });
  const outcome = notifications.show({ title: 'Title', body, onClick: () => events.push('click') });
  return { outcome, notification: ScriptedNotification.all[0] };
}

describe('a notification', () => {
  it('is shown once the system confirms it, and a click brings the window to the front', async () => {
    const { outcome, notification } = show();
    expect(notification).toMatchObject({ isShown: true, options: { title: 'Title', body: 'Text' } });
    notification?.emit('show');
    expect(await outcome).toBe('shown');
    notification?.emit('click');
    expect(events).toEqual(['window', 'click']);
  });

  it('has failed if the system says so', async () => {
    const { outcome, notification } = show();
    notification?.emit('failed', {}, 'notifications are switched off');
    expect(await outcome).toBe('failed');
  });

  it('has failed if the system does not confirm it, as on Linux without a notification service', async () => {
    const { outcome } = show();
    clock.advance(CONFIRM_MS);
    expect(await outcome).toBe('failed');
  });

  it('is not supported if Electron says so', async () => {
    ScriptedNotification.isSupported = () => false;
    expect(await show().outcome).toBe('notSupported');
    expect(ScriptedNotification.all).toEqual([]);
  });

  it('contains no markup on Linux, whose desktops would interpret it', () => {
    show('<a href="x">A & B</a> &lt;', 'linux');
    expect(ScriptedNotification.all[0]?.options.body).toBe('‹a href="x"›A & B‹/a› ＆lt;');
  });
});

it('names the application to Windows as the shortcut of the installer does', () => {
  expect(parse(readFileSync('electron-builder.yml', 'utf8')).appId).toBe(APP_USER_MODEL_ID);
});
