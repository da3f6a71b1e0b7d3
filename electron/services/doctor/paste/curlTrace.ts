import type { PastedRequest } from '../pastedRequest.ts';
import { readHttpMessages, readRequestLine, readResponse } from './httpMessages.ts';
import { type Line, TracedText } from './tracedText.ts';

/** A line of HTTP/2: `* [HTTP/2] [1] [:path: /x]`, or before curl 8.1 `* h2h3 [:path: /x]`. */
const HTTP2_LINE = /^\* (?:\[HTTP\/[23]\] \[\d+\]|h[23](?:h3)?) \[(?=[^\]])/i;

/** Reads what `curl -v` prints, on its own, with PHP or with other programs that use libcurl. It shows no bodies. */
export function readCurlTraces(source: TracedText): PastedRequest[] {
  const lines = source.lines;
  const starts = lines.flatMap((line, index) => (isRequestLine(line.text) ? [index] : []));
  if (starts.length === 0) {
    return readHttp2Lines(source, lines);
  }
  return starts.flatMap((first, index) => {
    const trace = lines.slice(first, starts[index + 1]);
    if (isMail(trace)) {
      return [];
    }
    const head = prefixed(source, trace, '>');
    const response = responseText(source, trace);
    return readHttpMessages(head, { format: 'curl', hasBodies: false }).map((request) => ({
      ...request,
      // With `-i` the head of the response is printed twice, the second time in front of the body.
      response: withText(readResponse(response), response.text),
    }));
  });
}

function withText(response: PastedRequest['response'], text: string): PastedRequest['response'] {
  return response === null ? null : { ...response, text };
}

/** A mail has these signs in front of a body, too. */
function isMail(trace: readonly Line[]): boolean {
  const empty = trace.findIndex(({ text }) => text.trim() === '>');
  return empty !== -1 && trace[empty + 1]?.text.startsWith('>') === true;
}

function isRequestLine(text: string): boolean {
  return text.startsWith('> ') && text.includes('HTTP/') && readRequestLine(TracedText.of(text.slice(2))) !== null;
}

/**
 * The lines with this sign at their beginning, without it, up to the empty one. The extension of PHP writes the sign in front
 * of the first line only.
 */
function prefixed(source: TracedText, lines: readonly Line[], sign: string): TracedText {
  const isOnFirst = lines[1] !== undefined && /^[\w-]{1,100}: /.test(lines[1].text);
  const parts: { start: number; end: number }[] = [];
  for (const { text, start, end, next } of lines) {
    const isMarked = text.startsWith(sign);
    if (isMarked || isOnFirst) {
      parts.push({ start: start + (isMarked ? Math.min(2, end - start) : 0), end: next });
      if (text.trim() === (isOnFirst ? '' : sign)) {
        break;
      }
    }
  }
  return source.rewrite(parts);
}

/** The head without its signs, and the lines of the body. */
function responseText(source: TracedText, trace: readonly Line[]): TracedText {
  const head = trace.findIndex(({ text }) => text.startsWith('< HTTP/'));
  const lines = head === -1 ? [] : trace.slice(head);
  const empty = lines.findIndex(({ text }) => text.trim() === '<');
  const body = empty === -1 ? [] : lines.slice(empty + 1).filter(({ text }) => !/^(?:\* |[{}] \[\d+ bytes)/.test(text));
  return TracedText.join([
    prefixed(source, lines, '<'),
    source.rewrite(body.map(({ start, next }) => ({ start, end: next }))),
  ]);
}

function readHttp2Lines(source: TracedText, lines: readonly Line[]): PastedRequest[] {
  const parts = lines.flatMap(({ text, start, end, next }) => {
    const [prefix] = HTTP2_LINE.exec(text) ?? [];
    const close = text.lastIndexOf(']');
    return prefix === undefined || close < prefix.length
      ? []
      : [
          { start: start + prefix.length, end: start + close },
          { start: end, end: next },
        ];
  });
  return readHttpMessages(source.rewrite(parts), { format: 'curl', hasBodies: false });
}
