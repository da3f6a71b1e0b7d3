import type { Language } from '../../../shared/model/language.ts';
import type { PrintedDocument } from '../../ports.ts';

/**
 * Returns a report on pages of A4: its title, its parts, and at the bottom of each page the title and the page number.
 * @param parts HTML, with all texts of others from {@link escaped} or {@link isolated}.
 * @param style CSS of this report beside that of all.
 */
export function printedDocument(
  language: Language,
  title: string,
  parts: readonly string[],
  style: string,
): PrintedDocument {
  const body = [`<h1>${escaped(title)}</h1>`, ...parts].join('\n');
  return { language, title, style: `${styleOf(title)}${style}`, body };
}

/** Returns names and values, one pair a line. */
export function printedFacts(facts: readonly (readonly string[])[]): string {
  const lines = facts.map(([name = '', value = '']) => `<dt>${escaped(name)}</dt><dd>${isolated(value)}</dd>`);
  return `<dl>${lines.join('')}</dl>`;
}

/**
 * Returns a table.
 * @param rows cells in HTML.
 * @param name CSS class, for the widths of the columns.
 */
export function printedTable(titles: readonly string[], rows: readonly (readonly string[])[], name: string): string {
  const head = titles.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('');
  return `<table class="${name}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A text of others, isolated so that its direction does not affect its surroundings. */
export function isolated(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it. */
export function escaped(text: string): string {
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
`;
}
