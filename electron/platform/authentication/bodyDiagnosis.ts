import { hash } from 'node:crypto';
import { parseJson } from '../../../shared/parseJson.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

/** What happens to bodies between signing and sending, and the body as it was before. */
const CHANGES: readonly (readonly [
  explanation: string,
  undo: (text: string, body: Buffer) => string | Buffer | null,
])[] = [
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
  ['The JSON was written anew after it was signed: sign the text that is sent.', rewritten],
];

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
  const change = CHANGES.find(([, undo]) => {
    const before = undo(text, body);
    return before !== null && isSameText(hash('sha256', before, 'base64'), contentHash);
  });
  return [
    `The signature is right, but the body that arrived is not the one that was signed: it has ${body.length} bytes`,
    ` with SHA-256 ${received}, and x-ms-content-sha256 is ${quote(contentHash)}.`,
    body.length === 0 ? ' No body arrived.' : change === undefined ? '' : ` ${change[0]}`,
  ].join('');
}

function rewritten(text: string): string | null {
  const value = parseJson(text);
  return value === undefined ? null : JSON.stringify(value);
}
