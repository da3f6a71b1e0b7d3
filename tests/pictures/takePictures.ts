/**
 * `npm run pictures`: opens every page and dialog of the real window and takes pictures of them, in both languages and
 * themes, narrow and wide. They are written to reports/pictures, for review after a change; the ones shown by the README
 * also to docs/images.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../../scripts/options.mjs';
import { prepareRun } from '../../scripts/prepareRun.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { launchApp } from '../e2e/launchApp.ts';
import { visitEverything } from '../e2e/pages/everyPage.ts';
import { startKeyring } from '../harness/keyring.ts';

const PICTURES = join(ROOT, 'reports', 'pictures');
const DOCUMENTED = ['keys-light-en', 'selection-dark-en', 'properties-light-en', 'deletion-light-ru'];

const VARIANTS = [
  { language: 'en', theme: 'light', width: 1440, height: 900 },
  { language: 'en', theme: 'dark', width: 1440, height: 900 },
  { language: 'ru', theme: 'light', width: 1440, height: 900 },
  { language: 'ru', theme: 'dark', width: 1024, height: 700 },
  { language: 'en', theme: 'light', width: 2560, height: 1440 },
] as const;

// Makes the times shown independent of the machine.
process.env.TZ = 'Europe/Moscow';
readOptions('npm run pictures', {});
Object.assign(process.env, await prepareRun());
for (const { language, theme, width, height } of VARIANTS) {
  // A keyring each: the journal of a new data folder does not match the seal that another stored in the same keychain.
  const keyring = await startKeyring();
  try {
    const app = await launchApp({ keyring, language, theme, width, height });
    const size = width === 1440 ? '' : `-${width}`;
    await visitEverything(app, language, async (name) => {
      await app.page.screenshot({ path: join(PICTURES, `${name}-${theme}-${language}${size}.png`) });
    });
    await app.close();
  } finally {
    await keyring.stop();
  }
}
for (const name of DOCUMENTED) {
  copyFileSync(join(PICTURES, `${name}.png`), join(ROOT, 'docs', 'images', `${name}.png`));
}
process.exit(0);
