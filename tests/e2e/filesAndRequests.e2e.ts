import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { english } from '../../renderer/i18n/i18n.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { test } from './fixtures.ts';
import { connect } from './pages/windowCalls.ts';

const { usage, doctor } = english;

test('a key is found in files by token and by secret, and a request signed with it is checked: no secret is anywhere else', async ({
  app,
  platform,
}, { outputDir }) => {
  const { page } = app;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
  const keys = await connect(page, { ...platform, name: 'Files' }, { keepsKeySecrets: true });
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  searchFor('the secret in a file', secret);
  const token = await keys.copyToken(app.readClipboard);
  await keys.closeProperties();

  // Not in the data of KeyDesk, which is searched for secrets at the end of the run.
  const folder = join(outputDir, 'projects');
  mkdirSync(join(folder, 'export'), { recursive: true });
  writeFileSync(join(folder, 'export', '.env'), `API_TOKEN=${token}\nAPI_SECRET=${encodeURIComponent(secret)}\n`);
  await goTo(usage.title);
  await app.chooseFile(folder);
  await button(usage.chooseFolder).click();
  await expect(page.getByText(folder)).toBeVisible();
  await button(usage.search).click();
  const rows = page.getByRole('table', { name: usage.table }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('1:11');
  await expect(rows.nth(1)).toContainText(usage.parts.token);
  await expect(rows.nth(2)).toContainText('2:12');
  await expect(rows.nth(2)).toContainText(usage.parts.secret);
  await expect(page.getByText('The secret key of 1 key can be read in files')).toBeVisible();
  rmSync(folder, { recursive: true });

  const date = new Date().toUTCString();
  const hash = createHash('sha256').update('').digest('base64');
  const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`GET\n/api/method\n${date};platform.example;${hash}`)
    .digest('base64');
  await goTo(doctor.title);
  await page
    .getByLabel(doctor.field)
    .fill(
      [
        'GET /api/method HTTP/1.1',
        'Host: platform.example',
        `x-ms-date: ${date}`,
        `x-ms-content-sha256: ${hash}`,
        `Authorization: HMAC-SHA256 Credential=${token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
        '\n',
      ].join('\n'),
    );
  await button(doctor.check).click();
  await button(doctor.useSecret).click();
  await expect(page.getByRole('heading', { name: doctor.verified.title })).toBeVisible();
});
