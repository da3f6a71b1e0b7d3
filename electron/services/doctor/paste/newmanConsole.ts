import type { PastedRequest } from '../pastedRequest.ts';
import type { Line, TracedText } from './tracedText.ts';

const REQUEST =
  /^\s{0,20}(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\/\/\S.*?)(?: \[([1-5]\d\d) .{0,200}\])?\s{0,40}$/;
const STATUS = /^\s{0,20}([1-5]\d\d) .{0,100} ★ /;
const BOX = /^\s{0,20}┌ ([↑↓]) (.{0,200})$/u;
const BOX_LINE = /^\s{0,20}│ /;
/** newman breaks the lines of bodies at this width. */
const WIDTH = 54;

/** Reads the output of `newman run --verbose`, which shows bodies, but no headers; without `--verbose` it shows addresses only. */
export function readNewmanConsole(source: TracedText): PastedRequest[] {
  if (!source.text.includes('newman') && !source.text.includes('★') && !source.text.includes('→ ')) {
    return [];
  }
  const { lines } = source;
  const starts = lines.flatMap(({ text }, index) => (REQUEST.test(text.slice(0, 4000)) ? [index] : []));
  return starts.map((start, index) => readRequest(source, lines.slice(start, starts[index + 1])));
}

function readRequest(source: TracedText, lines: readonly Line[]): PastedRequest {
  const [first = { text: '', start: 0, end: 0, next: 0 }, second] = lines;
  const [, method = '', address = '', shortStatus] = REQUEST.exec(first.text.slice(0, 4000)) ?? [];
  const piece = (line: Line, text: string) => {
    const start = line.start + line.text.indexOf(text);
    return source.slice(start, start + text.length).piece();
  };
  const [, status] = STATUS.exec(second?.text ?? '') ?? [];
  const body = boxOf(source, lines, '↑');
  const response = boxOf(source, lines, '↓');
  const statusPiece =
    shortStatus !== undefined
      ? piece(first, shortStatus)
      : status !== undefined && second !== undefined
        ? piece(second, status)
        : null;
  return {
    format: 'newman',
    place: source.slice(first.start, first.end).trim().place() ?? { start: 0, end: 0 },
    method: piece(first, method),
    address: piece(first, address),
    addressIs: 'typed',
    headers: [],
    body: body === null ? null : { bytes: new TextEncoder().encode(body.text), place: body.place() },
    bodyIs: body === null ? 'unknown' : 'typed',
    response: statusPiece === null ? null : { status: statusPiece, date: null, text: response?.text ?? '' },
    at: null,
  };
}

/** The text in a box of request (`↑`) or response (`↓`), with its lines put together again. */
function boxOf(source: TracedText, lines: readonly Line[], sign: string): TracedText | null {
  const start = lines.findIndex(({ text }) => BOX.exec(text)?.[1] === sign);
  if (start === -1) {
    return null;
  }
  const rest = lines.slice(start + 1);
  const length = rest.findIndex(({ text }) => !BOX_LINE.test(text));
  const inside = rest.slice(0, length === -1 ? undefined : length).map((line) => {
    const [prefix = ''] = BOX_LINE.exec(line.text) ?? [];
    return { start: line.start + prefix.length, end: line.end, next: line.next };
  });
  const parts = inside.flatMap(({ start: from, end, next }, index) => {
    const isBroken = end - from >= WIDTH || index === inside.length - 1;
    return isBroken
      ? [{ start: from, end }]
      : [
          { start: from, end },
          { start: end, end: next, meaning: '\n' },
        ];
  });
  return source.rewrite(parts);
}
