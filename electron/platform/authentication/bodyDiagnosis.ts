import { hash } from 'node:crypto';
import { earlierBodies } from '../../../shared/hmac/bodyChanges.ts';
import { BODY_EXPLANATIONS } from '../../../shared/hmac/explanations.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

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
      return BODY_EXPLANATIONS[change];
    }
  }
  return '';
}
