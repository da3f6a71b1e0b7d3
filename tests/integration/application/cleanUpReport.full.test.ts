import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { russian } from '../../../renderer/i18n/i18n.ts';
import { LibreOffice } from '../../harness/libreOffice.ts';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const { hygiene, keys } = russian;
const NAME = 'отчёт за ноябрь';

let folder: string;
let app: StartedApplication;
let office: LibreOffice;

/** The text of the report as pdftotext reads it, with the layout of the page. */
let printed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-report-'));
  office = new LibreOffice('ru-RU');
  app = await startApplication({ TZ: 'Europe/Moscow', LANG: 'ru_RU.UTF-8', LC_ALL: 'ru_RU.UTF-8' });
  const { page } = app;
  await waitForList(page);
  await page.evaluate(() => (globalThis as unknown as Bridge).keydesk.app.setPreferences({ language: 'ru' }));
  await page.getByRole('navigation').getByRole('button', { name: hygiene.title }).click();
  await app.chooseFile(join(folder, `${NAME}.pdf`));
  await page.getByRole('button', { name: hygiene.report }).click();
  await page.getByText(hygiene.reportSaved.split('{{')[0] ?? '').waitFor();
  printed = pdfText('-layout');
});

afterAll(async () => {
  office.remove();
  await app.close();
  app.clean();
  rmSync(folder, { recursive: true, force: true });
});

interface Bridge {
  readonly keydesk: { readonly app: { readonly setPreferences: (change: object) => Promise<unknown> } };
}

function pdfText(...options: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('pdftotext', [...options, join(folder, `${NAME}.pdf`), '-'], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`pdftotext failed: ${stderr}`);
  }
  return stdout;
}

it('the report is A4 in Russian, with names, columns, dates and page numbers', () => {
  expect(printed).toContain('Отчёт о ключах аутентификации, требующих внимания');
  expect(printed).toContain('Бобров Алексей');
  expect(printed).toContain('p.sidorov');
  for (const column of ['пользователя', '(сокращённо)', 'Создан', 'Истекает', 'Использован', 'Состояние']) {
    expect(printed).toContain(column);
  }
  expect(printed).toMatch(/\d\d\.\d\d\.20\d\d, \d\d:\d\d/);
  expect(printed).toContain('Europe/Moscow');
  expect(printed).toMatch(/1 ?\/ ?\d/);
  const facts = spawnSync('pdfinfo', [join(folder, `${NAME}.pdf`)], { encoding: 'utf8' }).stdout;
  expect(facts).toMatch(/^Page size:.*A4/m);
  expect(facts).toMatch(/^JavaScript:\s+no$/m);
});

it('the report states the hash of the table that was saved with it, as sha256sum computes it', () => {
  const csv = readFileSync(join(folder, `${NAME}.csv`));
  const stated = /\b[0-9a-f]{64}\b/.exec(pdfText())?.[0];
  expect(stated).toBe(createHash('sha256').update(csv).digest('hex'));
  const { stdout } = spawnSync('sha256sum', [`${NAME}.csv`], { cwd: folder, encoding: 'utf8' });
  expect(stdout.split(' ')[0]).toBe(stated);
});

it('LibreOffice in the Russian locale shows columns, dates and names of the table right', () => {
  const { rows } = office.open(
    join(folder, `${NAME}.csv`),
    'Text - txt - csv (StarCalc):9/44/59,34,76,1,,1049,false,true,false,false',
  );
  const [titles, ...cells] = rows;
  expect(titles?.map(({ value }) => value.replace(/ \(Europe.*/, ''))).toEqual([
    'Замечание',
    'Имя',
    'Имя пользователя',
    'Роли',
    'Токен (сокращённо)',
    'Создан',
    'Истекает',
    'Использован',
    'Состояние',
    'Не учитывается',
  ]);
  expect(titles?.[5]?.value).toBe('Создан (Europe/Moscow UTC+3)');
  const archived = cells.find(([finding]) => finding?.value === hygiene.texts.findings.archived);
  expect(archived?.slice(0, 9).map(({ kind }) => kind)).toEqual([
    ...['text', 'text', 'text', 'text', 'text', 'date', 'date', 'date', 'text'],
  ]);
  expect(archived?.[1]?.value).toBe('Сидоров Пётр Павлович');
  expect(archived?.[4]?.value).toMatch(/^[0-9a-f]{8}…[0-9a-f]{4}$/);
  expect(archived?.[6]?.value).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(archived?.[8]?.value).toBe(keys.exportedStates.archived);
});

it('neither file contains a complete token', async () => {
  const tokens = readFileSync(join(folder, `${NAME}.csv`), 'utf8') + pdfText();
  expect(tokens).not.toMatch(/\b[0-9a-f]{32}\b/);
});
