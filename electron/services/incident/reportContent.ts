import { type IncidentTexts, incidentTexts } from '../../../shared/incidentTexts/incidentTexts.ts';
import type { Environment } from '../../../shared/model/connection.ts';
import {
  INCIDENT_OUTCOMES,
  type IncidentOutcome,
  type IncidentPart,
  type IncidentRow,
  isOpenOutcome,
} from '../../../shared/model/incident.ts';
import type { Language } from '../../../shared/model/language.ts';
import { currentZoneName } from '../../../shared/model/zoneNames.ts';
import type { ErrorCode } from '../../../shared/result.ts';
import type { RecordedIncident, RecordedPart } from './incidentRecords.ts';
import type { IncidentLabels } from './incidentTable.ts';
import { partState, rowsOf } from './incidentView.ts';
import type { StoredCriteria } from './storedCriteria.ts';

/** Labels of a report in the language of the window, which shows the same ones. */
export interface ReportLabels extends Omit<IncidentLabels, 'sheet'> {
  readonly reasons: Readonly<Record<ErrorCode, string>>;
  readonly states: Readonly<Record<IncidentPart['state'], string>>;
  readonly environments: Readonly<Record<Environment, string>>;
}

/** What a report is written for. */
export interface ReportRequest {
  readonly incident: RecordedIncident;
  readonly labels: ReportLabels;
  readonly language: Language;
  /** IANA name; `null` for UTC. */
  readonly timeZone: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly version: string;
  /** Maximum number of keys in one section. */
  readonly maxRows: number;
}

/** A table of a report. */
interface ReportSection {
  readonly name: 'connections' | 'course' | 'keys';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Says how many rows are missing; `null` if none are. */
  readonly more: string | null;
}

/** A report as plain texts, whatever its kind of file. It has no secret and no full token. */
export interface ReportContent {
  readonly title: string;
  /** Names and values. */
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly ReportSection[];
  readonly closing: string;
}

/** The sections of keys, in the order of the report; the first one that fits takes a key. */
const KEY_SECTIONS: readonly (readonly [keyof IncidentTexts['sections'], (outcome: IncidentOutcome) => boolean])[] = [
  ['open', isOpenOutcome],
  ['notRestored', (outcome) => outcome === 'notRestored'],
  ['attention', (outcome) => ['leftOut', 'ownKey', 'unmanaged', 'notFound'].includes(outcome)],
  ['disabled', (outcome) => outcome === 'done'],
  ['restored', (outcome) => outcome === 'restored'],
  ['ended', () => true],
];

/** Returns the report of an incident: what was done and when, what failed, and what is open. */
export function reportContent(request: ReportRequest): ReportContent {
  const { incident, labels, language, timeZone, now, version } = request;
  const texts = incidentTexts(language);
  const { facts, sections, columns, title, secrets } = texts;
  const times = timesIn(language, timeZone);
  const both = (instant: string): string => `${times.utc(instant)} UTC (${times.local(instant)})`;
  const rows = rowsOf(incident);
  const parts = [...incident.parts.values()];
  const grouped = Map.groupBy(rows, ({ outcome }) => KEY_SECTIONS.find(([, fits]) => fits(outcome))?.[0] ?? 'ended');
  return {
    title,
    facts: [
      [facts.began, both(incident.startedAt)],
      [facts.written, both(new Date(now).toISOString())],
      ...(incident.restoringAt === null ? [] : [[facts.restoring, both(incident.restoringAt)] as const]),
      [facts.which, criteriaText(texts, language, incident.criteria, both)],
      [facts.keys, countsText(rows, labels, language)],
      [facts.zone, timeZone === null ? 'UTC' : currentZoneName(timeZone)],
      [facts.program, `KeyDesk ${version}`],
    ],
    sections: [
      {
        name: 'connections',
        title: sections.connections,
        columns: [columns.connection, columns.environment, columns.account, columns.state, columns.counts],
        rows: [
          ...parts.map((part) => partCells(request, texts, part)),
          ...incident.leftOut.map(({ name, environment, keys }) => [
            name || labels.sample,
            labels.environments[environment],
            '',
            texts.leftOutConnection(keys.toLocaleString(language)),
            '',
          ]),
        ],
        more: null,
      },
      {
        name: 'course',
        title: sections.course,
        columns: [columns.utc, columns.local, columns.connection, columns.what],
        rows: courseOf(request, texts).map(({ at, connection, what }) => [
          at === null ? '' : times.utc(at),
          at === null ? '' : times.local(at),
          connection,
          what,
        ]),
        more: null,
      },
      ...KEY_SECTIONS.flatMap(([name]) => {
        const found = grouped.get(name) ?? [];
        const heading = name === 'open' && incident.isRestored ? sections.untouched : sections[name];
        return found.length === 0 ? [] : [keySection(request, texts, heading, found)];
      }),
    ],
    closing: secrets,
  };
}

function partCells(
  { incident, labels, language }: ReportRequest,
  { unknownKeys }: IncidentTexts,
  part: RecordedPart,
): readonly string[] {
  const { environment, account, code, keys } = part;
  const isUnknown = keys.size === 0 && (!part.isTried || code !== null);
  return [
    nameOf(part, labels),
    labels.environments[environment],
    account,
    withReason(labels.states[partState(incident, part)], code, labels),
    isUnknown ? unknownKeys : countsText([...keys.values()], labels, language),
  ];
}

interface CourseLine {
  readonly at: string | null;
  readonly connection: string;
  readonly what: string;
}

/** Oldest first; what has no time stays after what it followed. */
function courseOf({ incident, labels, language }: ReportRequest, { events }: IncidentTexts): readonly CourseLine[] {
  const { startedAt, restoringAt, parts } = incident;
  const number = (count: number): string => count.toLocaleString(language);
  const attempts = [...parts.values()].flatMap((part) =>
    part.attempts.map(
      ({ kind, at, code, done, failed }): CourseLine => ({
        at,
        connection: markedName(part, labels),
        what: withReason(events[kind](number(done), number(failed)), code, labels),
      }),
    ),
  );
  return [
    { at: startedAt, connection: '', what: events.began },
    ...(restoringAt === null ? [] : [{ at: restoringAt, connection: '', what: events.restoring }]),
    ...attempts,
  ].sort((one, other) => Date.parse(one.at ?? startedAt) - Date.parse(other.at ?? startedAt));
}

function keySection(
  { incident, labels, language, timeZone, maxRows }: ReportRequest,
  { columns, more }: IncidentTexts,
  title: string,
  rows: readonly IncidentRow[],
): ReportSection {
  const times = timesIn(language, timeZone);
  const cells = ({ connectionId, fullName, username, token, formerExpiry, outcome, code }: IncidentRow) => {
    const part = connectionId === null ? undefined : incident.parts.get(connectionId);
    return [
      part === undefined ? '' : markedName(part, labels),
      fullName,
      username,
      token,
      formerExpiry === null ? '' : times.utc(formerExpiry),
      formerExpiry === null ? '' : times.local(formerExpiry),
      withReason(labels.outcomes[outcome], code, labels),
    ];
  };
  return {
    name: 'keys',
    title: `${title} (${rows.length.toLocaleString(language)})`,
    columns: [
      columns.connection,
      labels.columns.fullName,
      labels.columns.username,
      labels.columns.token,
      columns.formerUtc,
      columns.formerLocal,
      columns.result,
    ],
    rows: rows.slice(0, maxRows).map(cells),
    more: rows.length > maxRows ? more((rows.length - maxRows).toLocaleString(language)) : null,
  };
}

function nameOf({ connectionName }: RecordedPart, { sample }: ReportLabels): string {
  return connectionName || sample;
}

/** With a mark of production, where a line stands by itself. */
function markedName(part: RecordedPart, labels: ReportLabels): string {
  const name = nameOf(part, labels);
  return part.environment === 'production' ? `${name} (${labels.environments.production})` : name;
}

function withReason(text: string, code: ErrorCode | null, { reasons }: ReportLabels): string {
  return code === null ? text : `${text} – ${reasons[code]} (${code})`;
}

/** Number of keys by outcome: `Disabled: 48; Not disabled: 2`. */
function countsText(
  rows: readonly { readonly outcome: IncidentOutcome }[],
  { outcomes }: ReportLabels,
  language: Language,
): string {
  const counts = Map.groupBy(rows, ({ outcome }) => outcome);
  return INCIDENT_OUTCOMES.flatMap((outcome) => {
    const count = counts.get(outcome)?.length ?? 0;
    return count === 0 ? [] : [`${outcomes[outcome]}: ${count.toLocaleString(language)}`];
  }).join('; ');
}

function criteriaText(
  { criteria: texts }: IncidentTexts,
  language: Language,
  criteria: StoredCriteria,
  time: (instant: string) => string,
): string {
  switch (criteria.kind) {
    case 'tokens':
      return texts.tokens(criteria.tokens.length.toLocaleString(language));
    case 'account':
      return texts.account(criteria.username);
    case 'role':
      return texts.role(criteria.role);
    case 'period':
      return (['createdFrom', 'createdBefore', 'usedSince'] as const)
        .flatMap((name) => (criteria[name] === null ? [] : [texts[name](time(criteria[name]))]))
        .join('; ');
    case 'everything':
      return texts.everything;
  }
}

const FIELDS = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** Returns functions that write an instant to the second; the local one with its difference to UTC. */
function timesIn(language: Language, timeZone: string | null) {
  const local = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    ...FIELDS,
    ...CLOCK,
    timeZone: timeZone ?? 'UTC',
    timeZoneName: 'longOffset',
  });
  return {
    utc: (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}`,
    local: (instant: string): string => local.format(new Date(instant)),
  };
}
