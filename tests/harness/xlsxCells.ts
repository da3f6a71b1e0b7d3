import { strFromU8, unzipSync } from 'fflate';

/** A cell of a workbook: a text, a number (dates are numbers), or nothing. */
export type XlsxCell = { readonly text: string } | { readonly number: number } | null;

/** Reads the first worksheet of a workbook: its cells, and the XML of the sheet and of the workbook. Knows what `xlsxFile` uses only. */
export function readXlsx(bytes: Uint8Array): {
  readonly cells: readonly XlsxCell[][];
  readonly xml: string;
  readonly workbook: string;
} {
  const files = unzipSync(bytes);
  const read = (path: string): string => strFromU8(files[path] ?? new Uint8Array());
  const strings = [...read('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => decoded(text));
  const xml = read('xl/worksheets/sheet1.xml');
  const cells = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
    const found: XlsxCell[] = [];
    for (const [, column = '', attributes = '', value = ''] of row.matchAll(
      /<c r="([A-Z])\d+"([^>]*)><v>([^<]*)<\/v>/g,
    )) {
      const index = column.charCodeAt(0) - 'A'.charCodeAt(0);
      while (found.length < index) {
        found.push(null);
      }
      const text = strings[Number(value)];
      found[index] = !attributes.includes('t="s"') ? { number: Number(value) } : text === undefined ? null : { text };
    }
    return found;
  });
  return { cells, xml, workbook: read('xl/workbook.xml') };
}

/** Decodes entities, and the notation of Excel for characters. */
function decoded(text = ''): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([\dA-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
