import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { prepareVisit, visitEverything } from './pages/everyPage.ts';
import { KeysPage } from './pages/keysPage.ts';

/** What a window of 1440 by 900 pixels has room for at a zoom of 200 %, in CSS pixels. */
const AT_200_PERCENT = { width: 720, height: 450 };
const USUAL = { width: 1440, height: 900 };
/** Transitions take 200 ms at most; a colour half way through one is no colour of ours. */
const SETTLE_MS = 300;

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterEach(() => app.close());

test.afterAll(() => keyring.stop());

for (const { language, theme, size } of [
  { language: 'en', theme: 'light', size: AT_200_PERCENT },
  { language: 'ru', theme: 'dark', size: AT_200_PERCENT },
  { language: 'en', theme: 'dark', size: USUAL },
  { language: 'ru', theme: 'light', size: USUAL },
] as const) {
  test(`axe finds nothing on any page and in any dialog: ${language}, ${theme}, ${size.width} pixels wide`, async () => {
    test.setTimeout(400_000);
    app = await launchApp({ keyring, language: 'en', theme });
    const { page } = app;
    await new KeysPage(page).waitForList();
    const importFile = await prepareVisit(app);
    await page.setViewportSize(size);
    if (language === 'ru') {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Русский', exact: true }).click();
    }
    const found: string[] = [];
    await visitEverything(app, language, importFile, async (name) => {
      await page.waitForTimeout(SETTLE_MS);
      // Otherwise it would open a page of its own, which the application does not let it.
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze();
      found.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${name}: ${id} ${html}\n${failureSummary}`),
        ),
      );
    });
    expect(found).toEqual([]);
  });
}
