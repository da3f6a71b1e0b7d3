import { parseJson } from '../parseJson.ts';
import { bytesToText, decodeUtf8, textToBytes } from './byteText.ts';

/** What happens to a body between signing and sending. */
export type BodyChange =
  /** No body was signed. */
  | 'bodyNotSigned'
  /** No body was signed, and `null` was sent. */
  | 'bodyNull'
  | 'lineFeedCut'
  | 'lineBreakCut'
  | 'endAdded'
  | 'spaceAdded'
  | 'byteOrderMark'
  | 'crLfToLf'
  | 'lfToCrLf'
  /** CR and LF were removed, as `curl -d @file` does. */
  | 'lineBreaksCut'
  | 'latin1Sent'
  | 'latin1Signed'
  /** A text was sent as a JSON string. */
  | 'quoted'
  /** The quotation marks of a JSON string were not sent. */
  | 'unquoted'
  /** `\uXXXX` for letters, or letters for it. */
  | 'escapes'
  /** JSON was written anew. */
  | 'rewritten';

/** A body as it may have been signed. */
export interface EarlierBody {
  readonly change: BodyChange;
  readonly bytes: Uint8Array;
}

/** Maximum size of a body that is written anew, in bytes: deep nesting makes indented JSON very long. */
const MAX_REWRITTEN_BYTES = 4096;
const LETTERS = /[\u0080-\uffff]/g;

/** Returns what may have been signed when a body was sent, the most common changes first. Some equal the sent one. */
export function* earlierBodies(sent: Uint8Array): Generator<EarlierBody> {
  const utf8 = decodeUtf8(sent);
  const text = utf8 ?? bytesToText(sent);
  yield { change: text.trim() === 'null' ? 'bodyNull' : 'bodyNotSigned', bytes: new Uint8Array() };
  if (utf8 === null) {
    yield { change: 'latin1Sent', bytes: new TextEncoder().encode(text) };
  }
  for (const [change, earlier] of simpleChanges(text)) {
    yield { change, bytes: new TextEncoder().encode(earlier) };
  }
  if (!/[^\0-\xff]/.test(text)) {
    yield { change: 'latin1Signed', bytes: textToBytes(text) };
  }
  if (sent.length <= MAX_REWRITTEN_BYTES) {
    for (const [change, earlier] of otherSpellings(text)) {
      yield { change, bytes: new TextEncoder().encode(earlier) };
    }
  }
}

function simpleChanges(text: string): readonly (readonly [BodyChange, string])[] {
  return [
    ['lineFeedCut', `${text}\n`],
    ['lineBreakCut', `${text}\r\n`],
    ['endAdded', text.trimEnd()],
    ['byteOrderMark', text.replace(/^\ufeff/, '')],
    ['spaceAdded', text.trim()],
    ['crLfToLf', text.replaceAll('\n', '\r\n')],
    ['lfToCrLf', text.replaceAll('\r\n', '\n')],
    ['unquoted', JSON.stringify(text)],
  ];
}

/** How the writers of JSON of common languages write a text: compact, with spaces or indented, with and without escapes. */
function* otherSpellings(text: string): Generator<readonly [BodyChange, string]> {
  const value = parseJson(text);
  if (value === undefined) {
    return;
  }
  if (typeof value === 'string') {
    yield ['quoted', value];
  }
  yield ['escapes', withEscapes(text)];
  yield ['escapes', withoutEscapes(text)];
  // A text in JSON contains no line breaks.
  const spaced = JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
  const indented = [2, 4, '\t'].map((indent) => JSON.stringify(value, null, indent));
  for (const json of [JSON.stringify(value), spaced, ...indented]) {
    for (const lines of [json, `${json}\n`, json.replaceAll('\n', '\r\n'), `${json.replaceAll('\n', '\r\n')}\r\n`]) {
      const isCut = lines !== text && lines.replace(/[\r\n]/g, '') === text;
      yield [isCut ? 'lineBreaksCut' : 'rewritten', lines];
      yield ['rewritten', withEscapes(lines)];
    }
  }
}

function withEscapes(json: string): string {
  return json.replace(LETTERS, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function withoutEscapes(json: string): string {
  return json.replace(/\\u([0-9a-f]{4})/gi, (written, code: string) => {
    const letter = String.fromCharCode(Number.parseInt(code, 16));
    return letter > '\u007f' ? letter : written;
  });
}
