import { filled, hygieneTexts, ruleText } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import type { Finding } from '../../../shared/model/hygiene.ts';
import { BENCHMARKS, type HygienePolicy, meetsBenchmark } from '../../../shared/model/hygienePolicy.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { ExportedState } from '../../../shared/model/keyExport.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { PrintedDocument } from '../../ports.ts';
import { cellOf } from './hygieneTable.ts';

/** What a report says. */
export interface HygieneReport {
  readonly language: Language;
  readonly states: Readonly<Record<ExportedState, string>>;
  readonly connectionName: string;
  readonly address: string;
  /** Names of the account that is signed in. */
  readonly account: string;
  readonly version: string;
  /** When the report is written, and when the list was confirmed, in milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly fetchedAt: number;
  /** IANA name of the time zone of all times; `null` for that of the system. */
  readonly timeZone: string | null;
  readonly policy: HygienePolicy;
  readonly findings: readonly Finding[];
  /** Number of keys in the list. */
  readonly keyCount: number;
  /** Name and SHA-256 of the file with all rows. */
  readonly tableName: string;
  readonly tableHash: string;
}

/** Maximum number of keys of one finding in the document; the table has all of them. */
const MAX_ROWS = 1_000;
const COLUMNS = ['fullName', 'username', 'token', 'creationDate', 'expirationDate', 'lastUsedDate', 'status'] as const;

/** Returns a report as a document to print. */
export function hygieneDocument(report: HygieneReport): PrintedDocument {
  const { language, findings, policy } = report;
  const texts = hygieneTexts(language);
  const { title } = texts.report;
  const parts = [
    `<h1>${escaped(title)}</h1>`,
    factsOf(report),
    `<h2>${escaped(texts.report.summary)}</h2>`,
    tableOf(
      [texts.report.finding, texts.report.rule, texts.report.count],
      findings.map(({ kind, state, keys }) => [
        escaped(texts.findings[kind]),
        escaped(
          [state === 'off' ? '' : ruleText(language, kind, policy), state === 'checked' ? '' : texts.states[state]]
            .join(' ')
            .trim(),
        ),
        state === 'off' || state === 'unknown' ? '—' : number(language, keys.length),
      ]),
      'summary',
    ),
    ...findings.filter(({ keys }) => keys.length > 0).map((finding) => sectionOf(finding, report)),
    `<section class="hash"><h2>${escaped(texts.report.hash)}</h2>`,
    `<p>${filled(escaped(texts.report.hashText), { file: `<b>${bdi(report.tableName)}</b>` })}</p>`,
    `<p class="digest">${escaped(report.tableHash)}</p>`,
    `<p>${escaped(texts.report.hashCheck)}</p><p>${escaped(texts.report.secrets)}</p></section>`,
  ];
  return { language, title, style: styleOf(title), body: parts.join('\n') };
}

function factsOf(report: HygieneReport): string {
  const { language, findings, policy } = report;
  const { facts, benchmarks, noBenchmark } = hygieneTexts(language).report;
  const time = timesOf(report, true);
  const met = BENCHMARKS.filter((benchmark) => meetsBenchmark(policy, benchmark)).map(({ title }) => title);
  const found = new Set(findings.flatMap(({ keys }) => keys.map(({ token }) => token)));
  const rows = [
    [facts.created, time(report.now)],
    [facts.connection, report.connectionName],
    [facts.address, report.address],
    [facts.account, report.account],
    [facts.list, time(report.fetchedAt)],
    [facts.keys, number(language, report.keyCount)],
    [facts.found, number(language, found.size)],
    [benchmarks, met.join('; ') || noBenchmark],
    [facts.program, `KeyDesk ${report.version}`],
  ];
  return `<dl>${rows.map(([name = '', value = '']) => `<dt>${escaped(name)}</dt><dd>${bdi(value)}</dd>`).join('')}</dl>`;
}

function sectionOf({ kind, keys }: Finding, report: HygieneReport): string {
  const { language, policy } = report;
  const texts = hygieneTexts(language);
  const time = timesOf(report, false);
  const cell = (key: AuthenticationKey, column: (typeof COLUMNS)[number]): string => {
    const text = cellOf(key, column, report);
    return column.endsWith('Date') && text !== '' ? escaped(time(Date.parse(text))) : bdi(text);
  };
  const rows = keys.slice(0, MAX_ROWS).map((key) => COLUMNS.map((column) => cell(key, column)));
  const more =
    keys.length > MAX_ROWS
      ? `<p>${escaped(filled(texts.report.more, { count: number(language, keys.length - MAX_ROWS) }))}</p>`
      : '';
  return [
    `<section><h2>${escaped(texts.findings[kind])} <small>${number(language, keys.length)}</small></h2>`,
    `<p>${escaped(ruleText(language, kind, policy))}</p>`,
    tableOf(
      COLUMNS.map((column) => texts.columns[column]),
      rows,
      'keys',
    ),
    `${more}</section>`,
  ].join('');
}

/** @param rows cells in HTML. */
function tableOf(titles: readonly string[], rows: readonly (readonly string[])[], name: string): string {
  const head = titles.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('');
  return `<table class="${name}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Returns a function that writes instants in the language and time zone of a report. */
function timesOf({ language, timeZone }: HygieneReport, withZone: boolean): (instant: number) => string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: '2-digit',
    month: language === 'ru' ? '2-digit' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(withZone ? { timeZoneName: 'longOffset' } : {}),
    ...(timeZone === null ? {} : { timeZone }),
  });
  return (instant) => `${format.format(instant)}${withZone && timeZone !== null ? ` (${timeZone})` : ''}`;
}

function number(language: Language, count: number): string {
  return count.toLocaleString(language);
}

/** A text of others, isolated so that its direction does not affect its surroundings. */
function bdi(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

/** A title in CSS, as the content of a margin of each page. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\\n]/g, ' ')}"`;
}

function styleOf(title: string): string {
  return `
@page {
  size: A4;
  margin: 16mm 12mm 18mm;
  @bottom-left { content: ${quoted(`KeyDesk · ${title}`)}; font: 8pt sans-serif; color: #555; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; }
}
body { margin: 0; font: 9pt/1.35 "Liberation Sans", Arial, "Noto Sans", sans-serif; color: #111; }
h1 { margin: 0 0 4mm; font-size: 16pt; line-height: 1.2; }
h2 { margin: 7mm 0 1.5mm; font-size: 11.5pt; break-after: avoid; }
h2 small { font-weight: normal; color: #555; }
p { margin: 0 0 2mm; }
section > p { break-after: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 5mm; margin: 0; }
dt { color: #555; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 1.2mm 1.5mm; border: 0.2mm solid #999; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eee; font-size: 7.5pt; }
td { font-size: 8pt; }
tr { break-inside: avoid; }
.summary th:nth-child(1) { width: 27%; }
.summary th:nth-child(3) { width: 12%; }
.keys th { width: 13%; }
.keys th:nth-child(1) { width: 19%; }
.keys th:nth-child(2) { width: 14%; }
.keys th:nth-child(3) { width: 14%; }
.hash { break-inside: avoid; }
.digest { font: 9pt/1.4 "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
`;
}
