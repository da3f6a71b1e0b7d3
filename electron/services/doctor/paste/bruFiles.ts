import type { PastedRequest, Piece } from '../pastedRequest.ts';
import type { Header } from './httpMessages.ts';
import type { Line, Part, TracedText } from './tracedText.ts';

const METHOD = /^(get|post|put|patch|delete|head|options)\s{0,10}\{\s{0,10}$/;
const BLOCK = /^([\w:-]{1,60})\s{0,10}\{\s{0,10}$/;

/** A block of a file: its name, and its lines without the brackets. */
interface Block {
  readonly name: string;
  readonly start: Line;
  readonly lines: readonly Line[];
  readonly end: number;
}

/** Reads files `.bru` of Bruno. Several that were pasted one below the other are several requests. */
export function readBruFiles(source: TracedText): PastedRequest[] {
  const blocks = blocksOf(source);
  const methods = blocks.flatMap(({ start }, index) => (METHOD.test(start.text) ? [index] : []));
  return methods.flatMap((first, index) => {
    const [method, ...others] = blocks.slice(first, methods[index + 1]);
    const address = method === undefined ? undefined : pairsOf(source, method).find(({ name }) => name.text === 'url');
    return method === undefined || address === undefined ? [] : [readRequest(source, method, address.value, others)];
  });
}

function readRequest(source: TracedText, method: Block, address: Piece, others: readonly Block[]): PastedRequest {
  const start = source.slice(method.start.start).place()?.start ?? 0;
  const headers = others.find(({ name }) => name === 'headers');
  const body = others.find(({ name }) => name.startsWith('body:'));
  const text = body === undefined ? null : bodyText(source, body);
  const isText = body !== undefined && ['body:json', 'body:text', 'body:xml'].includes(body.name);
  const list = headers === undefined ? [] : pairsOf(source, headers);
  const hasType = list.some(({ name }) => name.text.toLowerCase() === 'content-type');
  // Bruno adds the type of the kind of body that was chosen.
  const type: Header[] =
    body?.name === 'body:json' && !hasType
      ? [{ name: { text: 'content-type', place: null }, value: { text: 'application/json', place: null } }]
      : [];
  return {
    format: 'bruno',
    place: { start, end: Math.max(source.slice(0, body?.end ?? method.end).place()?.end ?? start, start) },
    method: {
      text: method.name.toUpperCase(),
      place: source.slice(method.start.start, method.start.start + method.name.length).place(),
    },
    address,
    addressIs: 'typed',
    headers: [...list, ...type],
    body: text === null || !isText ? null : { bytes: new TextEncoder().encode(text.text), place: text.place() },
    bodyIs: body === undefined || isText ? 'typed' : 'unknown',
    response: null,
    at: null,
  };
}

/** A block ends with a bracket at the beginning of a line. */
function blocksOf(source: TracedText): Block[] {
  const blocks: Block[] = [];
  const { lines } = source;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const [, name] = BLOCK.exec(line?.text ?? '') ?? [];
    if (line !== undefined && name !== undefined) {
      const first = index + 1;
      while (index < lines.length && lines[index]?.text !== '}') {
        index++;
      }
      blocks.push({
        name,
        start: line,
        lines: lines.slice(first, index),
        end: lines[Math.min(index, lines.length - 1)]?.end ?? line.end,
      });
    }
  }
  return blocks;
}

/** Lines `name: value`; those that begin with `~` are switched off. */
function pairsOf(source: TracedText, { lines }: Block): Header[] {
  return lines.flatMap(({ text, start, end }) => {
    const colon = text.indexOf(':');
    const name = source.slice(start, start + Math.max(colon, 0)).trim();
    return colon === -1 || name.text === '' || name.text.startsWith('~')
      ? []
      : [
          {
            name: name.piece(),
            value: source
              .slice(start + colon + 1, end)
              .trim()
              .piece(),
          },
        ];
  });
}

/** Without the indentation, and with LF, as Bruno reads it. */
function bodyText(source: TracedText, { lines }: Block): TracedText {
  const parts = lines.flatMap(({ text, start, end, next }, index): Part[] => [
    { start: start + (text.startsWith('  ') ? 2 : 0), end },
    ...(index === lines.length - 1 ? [] : [{ start: end, end: next, meaning: '\n' }]),
  ]);
  return source.rewrite(parts);
}
