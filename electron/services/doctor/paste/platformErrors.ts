import type { PastedRequest } from '../pastedRequest.ts';
import { fieldOf, itemsOf, type Literal, readLiteral, textOf } from './literals.ts';
import type { TracedText } from './tracedText.ts';

const ERROR = /\{(?=\s{0,40}"Code"\s?:)/g;
/** How often the text may be read: what is no error after all may have been read to its end. */
const MAX_READINGS = 2;

/**
 * Reads errors of the platform that quote the string-to-sign of the request as it arrived. Programs often log nothing but the
 * response.
 */
export function readPlatformErrors(source: TracedText): PastedRequest[] {
  const requests: PastedRequest[] = [];
  let budget = MAX_READINGS * source.length;
  ERROR.lastIndex = 0;
  for (let found = ERROR.exec(source.text); found !== null && budget > 0; found = ERROR.exec(source.text)) {
    const read = readLiteral(source, found.index);
    budget -= (read?.end ?? source.length) - found.index;
    if (read !== null) {
      requests.push(...readError(read.value, source.slice(found.index, read.end)));
      ERROR.lastIndex = read.end;
    }
  }
  return requests;
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
