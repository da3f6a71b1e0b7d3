import type { ProbeArrival } from '../../ports.ts';

/** A signed request as it was sent. */
export interface SentRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Compares a request with the string-to-sign that the platform has made of what arrived.
 * @param attempts the request as it was sent each time; they differ in their dates.
 * @returns `null` if the text is not one of a request with the signed headers of KeyDesk.
 */
export function arrivalOf(attempts: readonly SentRequest[], received: string): ProbeArrival | null {
  const attempt = attempts.find(({ headers }) => received.includes(headers['x-ms-date'] ?? '\n')) ?? attempts[0];
  return attempt === undefined ? null : compare(attempt, received);
}

function compare({ url, headers }: SentRequest, received: string): ProbeArrival | null {
  const { 'x-ms-date': date = '', 'x-ms-content-sha256': contentHash = '' } = headers;
  const [, receivedPath, receivedValues = '', ...moreLines] = received.split('\n');
  const [receivedDate, receivedHost, receivedHash, ...moreValues] = receivedValues.split(';');
  if (receivedPath === undefined || receivedHash === undefined || moreLines.length + moreValues.length > 0) {
    return null;
  }
  const changed = (part: 'path' | 'host' | 'header', sent: string, arrived = ''): ProbeArrival | null =>
    sent === arrived ? null : { kind: 'changed', part, sent, received: arrived };
  return (
    changed('path', `${url.pathname}${url.search}`, receivedPath) ??
    changed('host', url.host, receivedHost) ??
    changed('header', date, receivedDate) ??
    changed('header', contentHash, receivedHash) ?? { kind: 'unchanged' }
  );
}
