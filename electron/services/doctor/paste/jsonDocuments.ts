import type { PastedRequest } from '../pastedRequest.ts';
import { readHar } from './har.ts';
import { readLiteral } from './literals.ts';
import { readReports } from './reports.ts';
import type { TracedText } from './tracedText.ts';

/** In front of what the console of Postman copies. */
const CONSOLE_LINE = /(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\/\/[^\s{]{1,4000}?):?\s{0,20}$/;

/** Reads a document in JSON: HAR, or the report of a client. It is the whole text, or begins on a line of its own below others. */
export function readJsonDocuments(source: TracedText): PastedRequest[] {
  const start = /(?:^[ \t]{0,40}|^.{0,4000}: ?)(?=[{[])/m.exec(source.text);
  const offset = start === null ? 0 : start.index + start[0].length;
  const document = start === null ? null : readLiteral(source, offset);
  if (document === null) {
    return [];
  }
  const requests = [...readHar(document.value), ...readReports(document.value)];
  return requests.map((request) => (request.address.text === '' ? withLine(source, offset, request) : request));
}

function withLine(source: TracedText, offset: number, request: PastedRequest): PastedRequest {
  const before = source.slice(Math.max(0, offset - 5000), offset);
  const match = CONSOLE_LINE.exec(before.text);
  const [, method = '', address = ''] = match ?? [];
  const start = match?.index ?? 0;
  return {
    ...request,
    method: before.slice(start, start + method.length).piece(),
    address: before.slice(start + method.length + 1, start + method.length + 1 + address.length).piece(),
  };
}
