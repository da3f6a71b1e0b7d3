import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A cell as LibreOffice Calc understood it. */
export interface CalcCell {
  readonly kind: 'text' | 'number' | 'date' | 'formula' | 'empty';
  /** Its text; of a date, ISO 8601 without a zone; of a number, its digits. */
  readonly value: string;
}

/** A user of LibreOffice with a regional format. Call `remove` at the end. */
export class LibreOffice {
  readonly #folder = mkdtempSync(join(tmpdir(), 'keydesk-libreoffice-'));

  /** @param locale BCP 47 tag. */
  constructor(locale: string) {
    mkdirSync(join(this.#folder, 'profile/user'), { recursive: true });
    writeFileSync(
      join(this.#folder, 'profile/user/registrymodifications.xcu'),
      `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
</oor:items>`,
    );
  }

  /**
   * Opens a file in Calc and returns the cells of its first sheet, row by row.
   * @param importFilter filter and its options, as `--infilter` takes them; by default LibreOffice decides.
   */
  open(file: string, importFilter?: string): { readonly rows: readonly CalcCell[][]; readonly xml: string } {
    const { status, stdout, stderr } = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=${pathToFileURL(join(this.#folder, 'profile')).href}`,
        '--headless',
        ...(importFilter === undefined ? [] : [`--infilter=${importFilter}`]),
        '--convert-to',
        'fods',
        '--outdir',
        this.#folder,
        file,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) {
      throw new Error(`LibreOffice could not open ${basename(file)}: ${stdout}${stderr}`);
    }
    const xml = readFileSync(join(this.#folder, `${parse(file).name}.fods`), 'utf8');
    const table = /<table:table .*?<\/table:table>/s.exec(xml)?.[0] ?? '';
    const rows = [...table.matchAll(/<table:table-row[ >].*?<\/table:table-row>/gs)].map(([row]) => cellsOf(row));
    return { rows: rows.filter((row) => row.some(({ kind }) => kind !== 'empty')), xml };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function cellsOf(row: string): CalcCell[] {
  const found = [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)];
  const cells = found.flatMap(([, attributes = '', content = '']) => {
    const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    const cell = cellOf(attributes, content);
    // The rest of the sheet is one cell that is repeated very often.
    return cell.kind === 'empty' && times > 100 ? [] : Array.from({ length: times }, () => cell);
  });
  while (cells.at(-1)?.kind === 'empty') {
    cells.pop();
  }
  return cells;
}

function cellOf(attributes: string, content: string): CalcCell {
  const attribute = (name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
  const paragraphs = [...content.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, text = '']) => plainText(text));
  if (attributes.includes('table:formula=')) {
    return { kind: 'formula', value: paragraphs.join('\n') };
  }
  switch (attribute('office:value-type')) {
    case 'date':
      return { kind: 'date', value: attribute('office:date-value') ?? '' };
    case 'float':
      return { kind: 'number', value: attribute('office:value') ?? '' };
    case 'string':
      return { kind: 'text', value: paragraphs.join('\n') };
    default:
      return { kind: 'empty', value: '' };
  }
}

function plainText(xml: string): string {
  return xml
    .replaceAll('<text:tab/>', '\t')
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_all, count?: string) => ' '.repeat(Number(count ?? 1)))
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
