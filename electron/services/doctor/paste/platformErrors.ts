import type { PastedRequest } from '../pastedRequest.ts';
import { fieldOf, itemsOf, type Literal, readLiteral, textOf } from './literals.ts';
import type { TracedText } from './tracedText.ts';

const ERROR = /\{(?=\s{0,40}"Code"\s?:)/g;
/** A text with more errors of the platform is no report of a request that failed. */
const MAX_ERRORS = 50;

/**
 * Reads errors of the platform that quote the string-to-sign of the request as it arrived. Programs often log nothing but the
 * response.
 */
export function readPlatformErrors(source: TracedText): PastedRequest[] {
  return Array.from(source.text.matchAll(ERROR))
    .slice(0, MAX_ERRORS)
    .flatMap(({ index }) => {
      const read = readLiteral(source, index);
      return read === null ? [] : readError(read.value, source.slice(index, read.end));
    });
}

function readError(error: Literal, source: TracedText): PastedRequest[] {
  const detail = itemsOf(fieldOf(error, 'details')).find(
    (each) => textOf(fieldOf(each, 'field'))?.text === 'string-to-sign',
  );
  const quoted = textOf(fieldOf(detail, 'message'));
  const [method, address] = quoted?.lines ?? [];
  const place = source.place();
  if (quoted === null || method === undefined || address === undefined || place === null) {
    return [];
  }
  return [
    {
      format: 'platformLog',
      place,
      method: quoted.slice(method.start, method.end).piece(),
      address: quoted.slice(address.start, address.end).piece(),
      addressIs: 'sent',
      headers: [],
      body: null,
      bodyIs: 'unknown',
      response: { status: null, date: null, text: source.text },
      at: null,
    },
  ];
}
