import type { PastedRequest } from '../pastedRequest.ts';
import { readCurlCommand } from './curlCommand.ts';
import { readCurlTraces } from './curlTrace.ts';
import { readResponse } from './httpMessages.ts';
import type { TracedText } from './tracedText.ts';

/** At the beginning of a line, after a prompt, or after another command. */
const COMMAND = /(?:^|[\s;&|(>$#%`])(curl(?:\.exe)?)(?=[ \t\u00a0])/gim;
/** How often the text may be read: a word after `curl` with an open quote goes to the end of the text, and may be none of a command. */
const MAX_READINGS = 2;

/**
 * Reads commands of curl and what curl prints with `-v`. Only the output tells the head that was sent, and only the command
 * the body: both are put together where the one follows the other.
 */
export function readCurl(source: TracedText): PastedRequest[] {
  const commands = readCommands(source);
  const sent = readCurlTraces(source);
  const isSent = new Set<PastedRequest>();
  const typed = commands.flatMap(({ requests, next }) =>
    requests.map((request) => {
      const trace = sent.find(
        (each) => !isSent.has(each) && each.place.start >= request.place.end && isBefore(each, next),
      );
      if (trace === undefined) {
        return request;
      }
      isSent.add(trace);
      const { body, bodyIs } = trace.body === null && trace.bodyIs === 'unknown' ? request : trace;
      const place = { start: request.place.start, end: trace.place.end };
      return { ...trace, place, body, bodyIs: body === null ? bodyIs : ('sent' as const) };
    }),
  );
  const rest = sent.filter((trace) => !isSent.has(trace));
  return [...typed, ...rest].sort((left, right) => left.place.start - right.place.start);
}

function isBefore({ place }: PastedRequest, offset: number | null): boolean {
  return offset === null || place.start < offset;
}

/** Commands with the place in the pasted text where the next one begins. */
function readCommands(source: TracedText) {
  const commands: { requests: readonly PastedRequest[]; next: number | null }[] = [];
  let budget = MAX_READINGS * source.length;
  COMMAND.lastIndex = 0;
  for (let found = COMMAND.exec(source.text); found !== null && budget > 0; found = COMMAND.exec(source.text)) {
    const [matched, program = ''] = found;
    const start = found.index + matched.length - program.length;
    const { requests, end } = readCurlCommand(source, start);
    budget -= end - start;
    if (requests.some(({ address }) => looksLikeAddress(address.text))) {
      const previous = commands.at(-1);
      if (previous !== undefined) {
        previous.next = requests[0]?.place.start ?? null;
      }
      commands.push({ requests: withResponse(requests, source, end), next: null });
      COMMAND.lastIndex = Math.max(end, COMMAND.lastIndex);
    }
  }
  return commands;
}

/** curl takes any text for an address; prose about curl is none. */
function looksLikeAddress(text: string): boolean {
  const start = text.slice(0, 300);
  return /^https?:\/\//i.test(start) || /^(?:localhost|[{$%]|[^\s/,;]+[.:][^\s])/i.test(start);
}

/** What `curl -i` prints below its command. */
function withResponse(requests: readonly PastedRequest[], source: TracedText, end: number): readonly PastedRequest[] {
  const [request] = requests;
  const below = source.slice(end);
  const first = below.slice(0, 2000).lines.find(({ text }) => text.trim() !== '');
  if (request === undefined || requests.length > 1 || first === undefined || !first.text.startsWith('HTTP/')) {
    return requests;
  }
  return [{ ...request, response: readResponse(below) }];
}
