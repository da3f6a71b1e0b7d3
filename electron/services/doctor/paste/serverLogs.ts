import type { PastedRequest, PasteFormat, Piece } from '../pastedRequest.ts';
import { type Header, readRequestLine } from './httpMessages.ts';
import type { Line, TracedText } from './tracedText.ts';

/** `[27/Nov/2026:10:00:00 +0300]` of access logs. */
const ACCESS_TIME = /\[(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\]/;
/** `2026/11/27 10:00:00` of the error log of nginx, in local time. */
const ERROR_LINE = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[[a-z]{1,10}\] /;
/** `name="value"` or `name: "value"`, as formats of one's own and the error log write them. */
const NAMED = /([A-Za-z_][\w-]{1,60})(?:=|: ?)"((?:[^"\\]|\\.){0,4000})"/g;
const STATUS_AFTER = /^" ([1-5]\d\d) /;

/**
 * Reads lines of access and error logs of nginx: the combined format, and formats that add headers as `$http_…` by name. They show
 * neither bodies nor all headers.
 */
export function readServerLogs(source: TracedText): PastedRequest[] {
  return source.lines.flatMap((line) => readLine(source, line));
}

function readLine(source: TracedText, line: Line): PastedRequest[] {
  const text = line.text.slice(0, 16_000);
  const isError = ERROR_LINE.test(text);
  const time = ACCESS_TIME.exec(text);
  if (!isError && time === null) {
    return [];
  }
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    const end = text.indexOf('"', quote + 1);
    const quoted = source.slice(line.start + quote + 1, line.start + Math.max(end, quote + 1));
    const request = readRequestLine(quoted);
    if (request !== null) {
      const named = namedValues(source, line, text);
      const [, status] = STATUS_AFTER.exec(text.slice(end, end + 8)) ?? [];
      return [
        {
          format: 'nginxLog' satisfies PasteFormat,
          place: source.slice(line.start, line.end).trim().place() ?? { start: 0, end: 0 },
          method: request.method.piece(),
          address: request.address.piece(),
          addressIs: 'sent',
          headers: named.flatMap(({ name, value }) => headerOf(name, value)),
          body: null,
          bodyIs: 'unknown',
          response:
            status === undefined
              ? null
              : { status: source.slice(line.start + end + 2, line.start + end + 5).piece(), date: null, text: '' },
          at: time === null ? null : instantOf(time),
        },
      ];
    }
    quote = end === -1 ? text.length : end;
  }
  return [];
}

function namedValues(source: TracedText, line: Line, text: string) {
  return Array.from(text.matchAll(NAMED), ({ 0: { length }, 1: name = '', 2: value = '', index }) => {
    const end = line.start + index + length - 1;
    return {
      name: source.slice(line.start + index, line.start + index + name.length),
      value: source.slice(end - value.length, end).piece(),
    };
  });
}

/** `$http_x_ms_date` is the header `x-ms-date`. */
function headerOf(name: TracedText, value: Piece): Header[] {
  const header = name.text
    .toLowerCase()
    .replace(/^http_/, '')
    .replaceAll('_', '-');
  const isHeader =
    name.text.startsWith('http_') ||
    ['host', 'authorization', 'x-ms-date', 'x-ms-content-sha256', 'date', 'content-type'].includes(header);
  return isHeader && value.text !== '-' && value.text !== ''
    ? [{ name: { text: header, place: name.place() }, value }]
    : [];
}

function instantOf([, day = '', month, year, time, zone = '']: RegExpExecArray): number | null {
  const instant = Date.parse(`${day.padStart(2, '0')} ${month} ${year} ${time} ${zone}`);
  return Number.isNaN(instant) ? null : instant;
}
