import type { PastedRequest } from '../pastedRequest.ts';
import { readHar } from './har.ts';
import { readLiteral } from './literals.ts';
import type { TracedText } from './tracedText.ts';

/** Reads a document in JSON: it is the whole text, or begins on a line of its own below others. */
export function readJsonDocuments(source: TracedText): PastedRequest[] {
  const start = /^[ \t]{0,40}(?=[{[])/m.exec(source.text);
  const document = start === null ? null : readLiteral(source, start.index);
  return document === null ? [] : readHar(document.value);
}
