import { hash } from 'node:crypto';
import { type BodyChange, earlierBodies } from '../../../shared/hmac/bodyChanges.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

const REWRITTEN = 'The JSON was written anew after it was signed: sign the text that is sent.';
const EXPLANATIONS: Readonly<Record<BodyChange, string>> = {
  bodyNotSigned: 'It is that of an empty body: sign the body that is sent.',
  bodyNull: 'It is that of an empty body, but the text null was sent: send no body, or sign null.',
  lineFeedCut: 'A line feed at the end of the body was signed and not sent.',
  lineBreakCut: 'A line break (CR LF) at the end of the body was signed and not sent.',
  endAdded: 'White space at the end of the body was sent and not signed.',
  spaceAdded: 'White space around the body was sent and not signed.',
  byteOrderMark: 'A byte order mark was sent and not signed.',
  crLfToLf: 'The body was signed with CR LF at the ends of lines and sent with LF.',
  lfToCrLf: 'The body was signed with LF at the ends of lines and sent with CR LF.',
  lineBreaksCut: 'The line breaks of the body were signed and not sent: with curl use --data-binary instead of -d.',
  latin1Sent: 'The body was signed in UTF-8 and sent in Latin-1: send bytes.',
  latin1Signed: 'The body was signed in Latin-1 and sent in UTF-8: sign bytes.',
  quoted: 'A text was signed and sent as a JSON string, in quotation marks: sign the text that is sent.',
  unquoted: 'The quotation marks of a JSON string were signed and not sent.',
  escapes: REWRITTEN,
  rewritten: REWRITTEN,
};

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
  return [
    `The signature is right, but the body that arrived is not the one that was signed: it has ${body.length} bytes`,
    ` with SHA-256 ${received}, and x-ms-content-sha256 is ${quote(contentHash)}.`,
    body.length === 0 ? ' No body arrived.' : ` ${explanationOf(body, contentHash)}`,
  ]
    .join('')
    .trimEnd();
}

function explanationOf(body: Buffer, contentHash: string): string {
  for (const { change, bytes } of earlierBodies(body)) {
    if (isSameText(hash('sha256', bytes, 'base64'), contentHash)) {
      return EXPLANATIONS[change];
    }
  }
  return '';
}
