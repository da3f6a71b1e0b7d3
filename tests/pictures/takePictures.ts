/**
 * `npm run pictures`: opens the real window on the sample platform and photographs its pages and dialogs, in both
 * languages and themes, narrow and wide. All of them go to reports/pictures, to be looked at after a change; the ones
 * that the README shows are also written to docs/images.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeNoOptions } from '../../scripts/options.mjs';
import { prepareRun } from '../../scripts/prepareRun.mjs';
import { launchApp } from '../e2e/launchApp.ts';
import { startKeyring } from '../harness/keyring.ts';
import { photographOffline } from './photographOffline.ts';
import { photographWindow } from './photographWindow.ts';

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = join(ROOT, 'reports', 'pictures');
const DOCUMENTED = ['keys-light-en', 'selection-dark-en', 'properties-light-en', 'deletion-light-ru'];

const VARIANTS = [
  { language: 'en', theme: 'light', width: 1440, height: 900 },
  { language: 'en', theme: 'dark', width: 1440, height: 900 },
  { language: 'ru', theme: 'light', width: 1440, height: 900 },
  { language: 'ru', theme: 'dark', width: 1024, height: 700 },
  { language: 'en', theme: 'light', width: 2560, height: 1440 },
] as const;

// The time zone shows in the pictures; this one makes them alike wherever they are taken.
process.env.TZ = 'Europe/Moscow';
takeNoOptions('npm run pictures');
Object.assign(process.env, await prepareRun());
mkdirSync(PICTURES, { recursive: true });
for (const { language, theme, width, height } of VARIANTS) {
  // One for each: the journal of a new data folder does not fit the seal of another's in the same keychain.
  const keyring = await startKeyring();
  try {
    const app = await launchApp({ keyring, language, theme, width, height });
    const size = width === 1440 ? '' : `-${width}`;
    await photographWindow(app.page, language, async (name) => {
      await app.page.screenshot({ path: join(PICTURES, `${name}-${theme}-${language}${size}.png`) });
    });
    await app.close();
    if (width !== 2560) {
      await photographOffline(keyring, { language, theme, width, height }, async (page, name) => {
        await page.screenshot({ path: join(PICTURES, `${name}-${theme}-${language}${size}.png`) });
      });
    }
  } finally {
    await keyring.stop();
  }
}
mkdirSync(join(ROOT, 'docs', 'images'), { recursive: true });
for (const name of DOCUMENTED) {
  copyFileSync(join(PICTURES, `${name}.png`), join(ROOT, 'docs', 'images', `${name}.png`));
}
process.exit(0);
