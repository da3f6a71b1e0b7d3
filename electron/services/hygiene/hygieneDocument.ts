import { filled, hygieneTexts, ruleText } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import { BENCHMARKS, type HygienePolicy, meetsBenchmark } from '../../../shared/model/hygienePolicy.ts';
import type { IgnoredFinding, OpenFinding } from '../../../shared/model/ignoredFinding.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { ExportedState } from '../../../shared/model/keyExport.ts';
import type { Language } from '../../../shared/model/language.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { PrintedDocument } from '../../ports.ts';
import { escaped, isolated, printedDocument, printedFacts, printedTable } from '../files/printedDocument.ts';
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
  readonly findings: readonly OpenFinding[];
  /** What is ignored, oldest first. */
  readonly ignored: readonly IgnoredFinding[];
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
    factsOf(report),
    `<h2>${escaped(texts.report.summary)}</h2>`,
    printedTable(
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
    ...(report.ignored.length > 0 ? [ignoredSection(report)] : []),
    `<section class="hash"><h2>${escaped(texts.report.hash)}</h2>`,
    `<p>${filled(escaped(texts.report.hashText), { file: `<b>${isolated(report.tableName)}</b>` })}</p>`,
    `<p class="digest">${escaped(report.tableHash)}</p>`,
    `<p>${escaped(texts.report.hashCheck)}</p><p>${escaped(texts.report.secrets)}</p></section>`,
  ];
  return printedDocument(language, title, parts, STYLE);
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
  return printedFacts(rows);
}

/** Who has decided to ignore what, until when, and why. */
function ignoredSection(report: HygieneReport): string {
  const { language, ignored } = report;
  const texts = hygieneTexts(language);
  const time = timesOf(report, false);
  const { finding, subject, decided, until, reason } = texts.ignored.columns;
  return [
    `<section><h2>${escaped(texts.ignored.title)} <small>${number(language, ignored.length)}</small></h2>`,
    `<p>${escaped(texts.ignored.intro)}</p>`,
    printedTable(
      [finding, subject, decided, until, reason],
      ignored.map((one) => [
        escaped(texts.findings[one.kind]),
        `${isolated(one.username)}<br>${one.token === null ? escaped(texts.ignored.allKeys) : isolated(shortToken(one.token))}`,
        `${isolated(one.by)}<br>${escaped(time(Date.parse(one.at)))}`,
        escaped(one.until === null ? texts.ignored.forGood : time(Date.parse(one.until))),
        isolated(one.reason),
      ]),
      'ignored',
    ),
    '</section>',
  ].join('');
}

function sectionOf({ kind, keys }: OpenFinding, report: HygieneReport): string {
  const { language, policy } = report;
  const texts = hygieneTexts(language);
  const time = timesOf(report, false);
  const cell = (key: AuthenticationKey, column: (typeof COLUMNS)[number]): string => {
    const text = cellOf(key, column, report);
    return column.endsWith('Date') && text !== '' ? escaped(time(Date.parse(text))) : isolated(text);
  };
  const rows = keys.slice(0, MAX_ROWS).map((key) => COLUMNS.map((column) => cell(key, column)));
  const more =
    keys.length > MAX_ROWS
      ? `<p>${escaped(filled(texts.report.more, { count: number(language, keys.length - MAX_ROWS) }))}</p>`
      : '';
  return [
    `<section><h2>${escaped(texts.findings[kind])} <small>${number(language, keys.length)}</small></h2>`,
    `<p>${escaped(ruleText(language, kind, policy))}</p>`,
    printedTable(
      COLUMNS.map((column) => texts.columns[column]),
      rows,
      'keys',
    ),
    `${more}</section>`,
  ].join('');
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

const STYLE = `
.summary th:nth-child(1) { width: 27%; }
.summary th:nth-child(3) { width: 12%; }
.keys th { width: 13%; }
.keys th:nth-child(1) { width: 19%; }
.keys th:nth-child(2) { width: 14%; }
.keys th:nth-child(3) { width: 14%; }
.ignored th:nth-child(5) { width: 32%; }
.hash { break-inside: avoid; }
.digest { font: 9pt/1.4 "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
`;
