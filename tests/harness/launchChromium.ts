import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { sandboxSwitches } from '../../scripts/host.mjs';

/** Starts the installed Chromium. @throws Error if there is none. */
export async function launchChromium(...switches: readonly string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium is installed');
  }
  // Playwright turns the sandbox off unless told otherwise.
  return chromium.launch({ executablePath, args: [...switches, ...sandboxSwitches()], chromiumSandbox: true });
}
