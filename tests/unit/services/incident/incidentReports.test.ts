import { expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../../../shared/model/connection.ts';
import { INCIDENT_COLUMNS, INCIDENT_OUTCOMES, PART_STATES } from '../../../../shared/model/incident.ts';
import { AppError, ERROR_CODES } from '../../../../shared/result.ts';
import { CANARY_SECRET, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startAgain } from '../application.ts';
import { change, ids, newest, one, other, run, startIncidentsBeforeEach, TOKENS } from './incidentBed.ts';

startIncidentsBeforeEach();

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `<${name}>`])) as never;
const LABELS = {
  columns: named(INCIDENT_COLUMNS),
  outcomes: named(INCIDENT_OUTCOMES),
  states: named(PART_STATES),
  environments: named(ENVIRONMENTS),
  reasons: named(ERROR_CODES),
  sample: 'Sample',
};
const MARKUP = '# [x](http://a) | **b** `c` <img src=x onerror=y>\n- [ ] d & "e"';

/** An incident of which one connection is down, and a key changed meanwhile. */
async function halfDone() {
  for (const id of ids) {
    await services.keys.list(id);
  }
  change(one(), 'authkey.1', { fullName: MARKUP, username: 'a|b' });
  other().failure = new AppError('UNREACHABLE', 'down');
  return run({ kind: 'tokens', tokens: [...TOKENS, 'e'.repeat(32)] });
}

async function markdownOf(incidentId: string, language: 'en' | 'ru' = 'en'): Promise<string> {
  await services.incidentFiles.copyReport(incidentId, LABELS, language);
  return memory.clipboard.text;
}

/** Cells of the rows of a table in Markdown, without their escapes. */
const cellsOf = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll(/\\(.)/g, '$1'));
const rowsBelow = (text: string, heading: string) =>
  (text.split(`\n## ${heading}`)[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map(cellsOf) ?? [];

it('says what was done, what is open, by whom and when, in UTC and local time, and marks production', async () => {
  memory.tables.region.timeZoneName = 'Europe/Moscow';
  const { id } = await halfDone();
  const text = await markdownOf(id);
  expect(text.split('\n').slice(0, 9)).toMatchInlineSnapshot(`
    [
      "# Incident: authentication keys",
      "",
      "- Began: 2026-11-22 12:00:00 UTC (22/11/2026, 15:00:00 GMT+03:00)",
      "- Report as of: 2026-11-22 12:00:00 UTC (22/11/2026, 15:00:00 GMT+03:00)",
      "- Keys concerned: leaked tokens: 4",
      "- Keys by result: \\<done\\>\\: 3\\; \\<notTried\\>\\: 2\\; \\<notFound\\>\\: 1",
      "- Local time: Europe/Moscow",
      "- Program: KeyDesk 1.2.3",
      "",
    ]
  `);
  expect(rowsBelow(text, 'Connections')).toMatchInlineSnapshot(`
    [
      [
        "One",
        "<test>",
        "admin",
        "<done>",
        "<done>: 3",
      ],
      [
        "Other",
        "<production>",
        "admin",
        "<open> – <UNREACHABLE> (UNREACHABLE)",
        "<notTried>: 2",
      ],
    ]
  `);
  expect(rowsBelow(text, 'What was done')).toMatchInlineSnapshot(`
    [
      [
        "2026-11-22 12:00:00",
        "22/11/2026, 15:00:00 GMT+03:00",
        "",
        "Incident opened",
      ],
      [
        "2026-11-22 12:00:00",
        "22/11/2026, 15:00:00 GMT+03:00",
        "One",
        "Keys disabled: 3, not disabled: 0",
      ],
      [
        "2026-11-22 12:00:00",
        "22/11/2026, 15:00:00 GMT+03:00",
        "Other (<production>)",
        "Keys disabled: 0, not disabled: 2 – <UNREACHABLE> (UNREACHABLE)",
      ],
    ]
  `);
  expect(rowsBelow(text, 'Still open')).toMatchInlineSnapshot(`
    [
      [
        "Other (<production>)",
        "ERP connector",
        "svc.erp",
        "01234567…0002",
        "2027-01-01 00:00:00",
        "01/01/2027, 03:00:00 GMT+03:00",
        "<notTried> – <UNREACHABLE> (UNREACHABLE)",
      ],
      [
        "Other (<production>)",
        "ERP connector",
        "svc.erp",
        "01234567…0003",
        "2027-01-01 00:00:00",
        "01/01/2027, 03:00:00 GMT+03:00",
        "<notTried> – <UNREACHABLE> (UNREACHABLE)",
      ],
    ]
  `);
  expect(rowsBelow(text, 'Not disabled by KeyDesk').map(([, , , token, , , result]) => [token, result])).toEqual([
    ['eeeeeeee…eeee', '<notFound>'],
  ]);
  expect(rowsBelow(text, 'Disabled')).toHaveLength(3);
});

it('adds what was done later, also after a restart, with the time of each attempt', async () => {
  const { id } = await halfDone();
  other().failure = null;
  await memory.clock.advance(60_000);
  startAgain();
  await services.incidents.proceed(id, ids.slice(1), ids.slice(1));
  await memory.clock.advance(60_000);
  await services.incidents.restore(id);
  const text = await markdownOf(id);
  expect(
    rowsBelow(text, 'What was done').map(([utc, , connection, what]) => [utc, connection, what]),
  ).toMatchInlineSnapshot(`
    [
      [
        "2026-11-22 12:00:00",
        "",
        "Incident opened",
      ],
      [
        "2026-11-22 12:00:00",
        "One",
        "Keys disabled: 3, not disabled: 0",
      ],
      [
        "2026-11-22 12:00:00",
        "Other (<production>)",
        "Keys disabled: 0, not disabled: 2 – <UNREACHABLE> (UNREACHABLE)",
      ],
      [
        "2026-11-22 12:01:00",
        "Other (<production>)",
        "Keys disabled: 2, not disabled: 0",
      ],
      [
        "2026-11-22 12:02:00",
        "",
        "Restoration requested",
      ],
      [
        "2026-11-22 12:02:00",
        "One",
        "Keys restored: 3, not restored: 0",
      ],
      [
        "2026-11-22 12:02:00",
        "Other (<production>)",
        "Keys restored: 2, not restored: 0",
      ],
    ]
  `);
  expect(text).toContain('- Restoration requested: ');
  expect(text).not.toContain('## Still open');
  expect(rowsBelow(text, 'Restored')).toHaveLength(5);
});

it('does not call open what was given up by a restoration', async () => {
  const { id } = await halfDone();
  await services.incidents.restore(id);
  const text = await markdownOf(id);
  expect(text).not.toContain('## Still open');
  expect(rowsBelow(text, 'Never disabled')).toHaveLength(2);
  expect(rowsBelow(text, 'Restored')).toHaveLength(3);
});

it('fault 208: shows names as they are in Markdown and in the document, whatever markup they contain', async () => {
  const { id } = await halfDone();
  const text = await markdownOf(id);
  expect(text).toContain(
    String.raw`\# \[x\]\(http\:\/\/a\) \| \*\*b\*\* \`c\` \<img src\=x onerror\=y\> \- \[ \] d \& \"e\"`,
  );
  const row = rowsBelow(text, 'Disabled').find(([, , username]) => username === 'a|b');
  expect(row?.[1]).toBe(MARKUP.replace('\n', ' '));
  expect(new Set(rowsBelow(text, 'Disabled').map((cells) => cells.length))).toEqual(new Set([7]));
  memory.fileDialogs.choice = '/home/anna/report';
  expect(await services.incidentFiles.saveReport(id, LABELS, 'ru', 'pdf', 'PDF')).toEqual({
    rows: 6,
    fileName: 'report.pdf',
    folderName: 'anna',
  });
  const [printed] = memory.printer.documents;
  expect(printed?.title).toBe('Инцидент с ключами аутентификации');
  expect(printed?.body).toContain('&lt;img src=x onerror=y&gt;');
  expect(printed?.body).not.toMatch(/<img|<\s*script/);
  expect(printed?.body).toContain('<bdi>a|b</bdi>');
});

it('has neither full tokens nor secrets, in any kind of file', async () => {
  const { id } = await halfDone();
  memory.fileDialogs.choice = '/home/anna/report.md';
  await services.incidentFiles.saveReport(id, LABELS, 'en', 'md', 'Markdown');
  await services.incidentFiles.saveReport(id, LABELS, 'en', 'pdf', 'PDF');
  const saved = [memory.userFiles.files.get('/home/anna/report.md'), memory.printer.documents[0]?.body];
  for (const content of [...saved, await markdownOf(id, 'ru')]) {
    expect(content).toContain('01234567…0001');
    expect(content).not.toContain(tokenOf('authkey.1'));
    expect(content).not.toContain(CANARY_SECRET);
  }
  expect(saved[0]).toBe(await markdownOf(id));
});

it('names how many keys a document leaves out, and writes nothing if it cannot be printed or saved', async () => {
  for (let index = 10; index < 260; index += 1) {
    const key = `authkey.${index}`;
    one().keys.set(key, { ...one().keys.get('authkey.1'), id: key, token: tokenOf(key) } as never);
  }
  const { id } = await run({ kind: 'everything' });
  const text = await markdownOf(id);
  expect(text).toContain('Further rows that only the exported table has: 55.');
  expect(rowsBelow(text, 'Disabled')).toHaveLength(200);
  memory.printer.isBroken = true;
  await expect(services.incidentFiles.saveReport(id, LABELS, 'en', 'pdf', 'PDF')).rejects.toMatchObject({
    code: 'FILE_NOT_SAVED',
  });
  memory.userFiles.isReadOnly = true;
  await expect(services.incidentFiles.saveReport(id, LABELS, 'en', 'md', 'Markdown')).rejects.toMatchObject({
    code: 'FILE_NOT_SAVED',
  });
  expect(memory.userFiles.files.size).toBe(0);
  expect(newest(await services.incidents.getState()).id).toBe(id);
});
