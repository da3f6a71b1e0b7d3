import type { IncidentReportFormat } from '../../../shared/model/incident.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import type { Clipboard, Clock, FileDialogs, PrintedDocument, PrintPdf, Region, UserFiles } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';
import { plain } from '../files/markdown.ts';
import { escaped, isolated, printedDocument, printedFacts, printedTable } from '../files/printedDocument.ts';
import { localDay } from '../tables/saveTable.ts';
import type { RecordedIncident } from './incidentRecords.ts';
import { rowsOf } from './incidentView.ts';
import { type ReportContent, type ReportLabels, reportContent } from './reportContent.ts';

/** Dependencies of {@link ReportFiles}. */
export interface ReportFilesOptions {
  readonly fileDialogs: Pick<FileDialogs, 'chooseSaveFile'>;
  readonly userFiles: UserFiles;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly region: Region;
  readonly clock: Clock;
  readonly printPdf: PrintPdf;
  readonly version: string;
}

/** Maximum number of keys in a section: of a document that people read, and of a ticket, whose text is limited. */
const MAX_ROWS: Readonly<Record<IncidentReportFormat, number>> = { pdf: 1_000, md: 200 };

/** Reports of incidents for people: as a document, and as text for a ticket. */
export class ReportFiles {
  readonly #options: ReportFilesOptions;

  constructor(options: ReportFilesOptions) {
    this.#options = options;
  }

  /**
   * Saves a report to a file that the user chooses. Nothing is written unless the whole report is.
   * @returns `null` if cancelled.
   * @throws AppError `FILE_NOT_SAVED`.
   */
  async save(
    incident: RecordedIncident,
    labels: ReportLabels,
    language: Language,
    format: IncidentReportFormat,
    fileKind: string,
  ): Promise<SavedTable | null> {
    const { fileDialogs, userFiles, printPdf, region, clock } = this.#options;
    const chosen = await fileDialogs.chooseSaveFile({
      suggestedName: `keydesk-incident-${localDay(clock.now(), region.timeZone())}.${format}`,
      filter: { name: fileKind, extensions: [format] },
    });
    if (chosen === null) {
      return null;
    }
    const file = chosen.toLowerCase().endsWith(`.${format}`) ? chosen : await completeName(chosen, format, userFiles);
    const content = this.#content(incident, labels, language, format);
    await userFiles.write(
      file,
      format === 'pdf' ? await printPdf(printedReport(language, content)) : markdownReport(content),
    );
    return {
      rows: rowsOf(incident).length,
      fileName: userFiles.nameOf(file),
      folderName: userFiles.folderNameOf(file),
    };
  }

  /** Copies a report as Markdown. @throws AppError `CLIPBOARD_FAILED`. */
  async copy(incident: RecordedIncident, labels: ReportLabels, language: Language): Promise<void> {
    await this.#options.clipboard.writeText(markdownReport(this.#content(incident, labels, language, 'md')));
  }

  #content(
    incident: RecordedIncident,
    labels: ReportLabels,
    language: Language,
    format: IncidentReportFormat,
  ): ReportContent {
    const { region, clock, version } = this.#options;
    const [timeZone, now] = [region.timeZone(), clock.now()];
    return reportContent({ incident, labels, language, timeZone, now, version, maxRows: MAX_ROWS[format] });
  }
}

/** CommonMark with tables, as trackers show it. */
function markdownReport({ title, facts, sections, closing }: ReportContent): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
  return [
    `# ${plain(title)}`,
    '',
    ...facts.map(([name, value]) => `- ${plain(name)}: ${plain(value)}`),
    ...sections.flatMap(({ title: heading, columns, rows, more }) => [
      '',
      `## ${plain(heading)}`,
      '',
      line(columns),
      `|${' --- |'.repeat(columns.length)}`,
      ...rows.map(line),
      ...(more === null ? [] : ['', plain(more)]),
    ]),
    '',
    plain(closing),
    '',
  ].join('\n');
}

const STYLE = `
.connections th:nth-child(1) { width: 24%; }
.connections th:nth-child(2) { width: 14%; }
.connections th:nth-child(3) { width: 16%; }
.course th:nth-child(1), .course th:nth-child(2) { width: 19%; }
.course th:nth-child(3) { width: 22%; }
.keys th { width: 13%; }
.keys th:nth-child(1) { width: 15%; }
.keys th:nth-child(2), .keys th:nth-child(4) { width: 14%; }
.keys th:nth-child(7) { width: 18%; }
`;

function printedReport(language: Language, { title, facts, sections, closing }: ReportContent): PrintedDocument {
  const parts = sections.map(({ name, title: heading, columns, rows, more }) =>
    [
      `<section><h2>${escaped(heading)}</h2>`,
      printedTable(
        columns,
        rows.map((cells) => cells.map(isolated)),
        name,
      ),
      more === null ? '' : `<p>${escaped(more)}</p>`,
      '</section>',
    ].join(''),
  );
  return printedDocument(language, title, [printedFacts(facts), ...parts, `<p>${escaped(closing)}</p>`], STYLE);
}
