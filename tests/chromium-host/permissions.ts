import type { Page } from 'playwright';
import { toStandIn } from './addresses.ts';
import { defaultSession } from './session.ts';

/** Electron's names of permissions with their descriptors in Chromium's debugging protocol. */
const PERMISSIONS: readonly (readonly [name: string, descriptors: readonly object[]])[] = [
  ['clipboard-read', [{ name: 'clipboard-read' }]],
  ['clipboard-sanitized-write', [{ name: 'clipboard-write' }]],
  ['display-capture', [{ name: 'display-capture' }]],
  ['geolocation', [{ name: 'geolocation' }]],
  ['idle-detection', [{ name: 'idle-detection' }]],
  ['local-fonts', [{ name: 'local-fonts' }]],
  ['media', [{ name: 'camera' }, { name: 'microphone' }]],
  ['midi', [{ name: 'midi' }]],
  ['midiSysex', [{ name: 'midi', sysex: true }]],
  ['notifications', [{ name: 'notifications' }]],
  ['persistent-storage', [{ name: 'persistent-storage' }]],
  ['screen-wake-lock', [{ name: 'screen-wake-lock' }]],
  ['sensors', [{ name: 'accelerometer' }, { name: 'gyroscope' }, { name: 'magnetometer' }]],
  ['storage-access', [{ name: 'storage-access' }]],
  ['window-management', [{ name: 'window-management' }]],
];

/**
 * Sets every permission of the page at `address` to the results of the application's handlers. The session of the debugging
 * protocol stays open, since closing it would reset them.
 */
export async function applyPermissions(page: Page, contents: unknown, address: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const { origin } = new URL(toStandIn(address));
  const settings = PERMISSIONS.map(async ([name, descriptors]) => {
    const setting = (await defaultSession.isGranted(contents, name, address)) ? 'granted' : 'denied';
    await Promise.all(
      descriptors.map((permission) =>
        client.send('Browser.setPermission', { permission: permission as { name: string }, setting, origin }),
      ),
    );
  });
  await Promise.all(settings);
}
