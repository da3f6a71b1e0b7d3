import { hash } from 'node:crypto';
import { parseJson } from '../../../shared/parseJson.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

/** What happens to bodies between signing and sending, and the body as it was before. */
const CHANGES: readonly (readonly [explanation: string, undo: (text: string, body: Buffer) => string | Buffer])[] = [
  ['It is that of an empty body: sign the body that is sent.', () => ''],
  ['A line feed at the end of the body was signed and not sent.', (text) => `${text}\n`],
  ['A line break (CR LF) at the end of the body was signed and not sent.', (text) => `${text}\r\n`],
  ['White space at the end of the body was sent and not signed.', (text) => text.trimEnd()],
  ['A byte order mark was sent and not signed.', (text) => text.replace(/^\ufeff/, '')],
  ['White space around the body was sent and not signed.', (text) => text.trim()],
  ['The body was signed with CR LF at the ends of lines and sent with LF.', (text) => text.replaceAll('\n', '\r\n')],
  ['The body was signed with LF at the ends of lines and sent with CR LF.', (text) => text.replaceAll('\r\n', '\n')],
  ['The body was signed in UTF-8 and sent in Latin-1: send bytes.', (_text, body) => body.toString('latin1')],
  ['The body was signed in Latin-1 and sent in UTF-8: sign bytes.', (text) => Buffer.from(text, 'latin1')],
];

/** Maximum size of a body that is written anew, in bytes: deep nesting makes indented JSON very long. */
const MAX_REWRITTEN_BYTES = 4096;
const REWRITTEN = 'The JSON was written anew after it was signed: sign the text that is sent.';

/**
 * Explains why a body does not have the hash that was signed. The signature is right, so the caller may learn
 * everything about the request.
 * @param contentHash value of `x-ms-content-sha256`.
 */
export function explainWrongBody(body: Buffer, contentHash: string): string {
  const received = hash('sha256', body, 'base64');
  const bytes = Buffer.from(received, 'base64');
  const encodings = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64url')];
  if ([...encodings, received.replace('=', '')].includes(contentHash)) {
    return 'The body is the one that was signed, but x-ms-content-sha256 is not in base64 with padding.';
  }
  const text = body.toString('utf8');
  const isSigned = (before: string | Buffer) => isSameText(hash('sha256', before, 'base64'), contentHash);
  const change = CHANGES.find(([, undo]) => isSigned(undo(text, body)))?.[0];
  const spellings = body.length > MAX_REWRITTEN_BYTES ? [] : spellingsOf(text);
  const explanation = change ?? (spellings.some(isSigned) ? REWRITTEN : '');
  return [
    `The signature is right, but the body that arrived is not the one that was signed: it has ${body.length} bytes`,
    ` with SHA-256 ${received}, and x-ms-content-sha256 is ${quote(contentHash)}.`,
    body.length === 0 ? ' No body arrived.' : ` ${explanation}`,
  ]
    .join('')
    .trimEnd();
}

/** How the writers of JSON of common languages write a text: compact, with spaces or indented, with and without escapes. */
function spellingsOf(text: string): string[] {
  const value = parseJson(text);
  if (value === undefined) {
    return [];
  }
  // A text in JSON contains no line breaks.
  const spaced = JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
  const plain = [JSON.stringify(value), spaced, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4)];
  return [...plain, ...plain.map(withEscapes)];
}

function withEscapes(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
