import type { BodyChange } from './bodyChanges.ts';
import type { SigningMistake } from './signingMistakes.ts';

/** The sentences with which the platform explains a mistake, and their reading, since responses are pasted too. */

const LINES = 'The string-to-sign has one line feed (0x0A) after each of its first two lines, and none at its end.';
/** Mistakes that are explained without values. */
const FIXED = {
  literalLineFeed: LINES,
  lineEnds: LINES,
  separator: 'The values of the signed headers are joined by ";" alone.',
  lowerCaseMethod: 'The method is signed in upper case.',
  order: 'The values were signed in another order than the one of SignedHeaders.',
  secretAsText: 'The secret key was used as text. Decode it from base64 first.',
} as const;

const REWRITTEN = 'The JSON was written anew after it was signed: sign the text that is sent.';
/** What changed a body between signing and sending. */
export const BODY_EXPLANATIONS: Readonly<Record<BodyChange, string>> = {
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
  rewritten: REWRITTEN,
  escapes: REWRITTEN,
};

/** Explains a mistake. @param quote puts a value of the request in quotation marks, with the escapes of JSON. */
export function explainMistake(mistake: SigningMistake, quote: (value: string) => string): string {
  switch (mistake.kind) {
    case 'host':
      return (
        `The signature was made for the host ${quote(mistake.signed)}, but the request arrived with Host ` +
        `${quote(mistake.sent)}. Sign Host exactly as it is sent, with its port if it has one. ` +
        'If a proxy or a tunnel changes it, start the platform with --public-address.'
      );
    case 'address':
      return (
        `The signature was made for the address ${quote(mistake.signed)}, but the request arrived with ` +
        `${quote(mistake.sent)}. Sign path and query exactly as they are sent, percent-encoding included.`
      );
    case 'removedPrefix':
      return (
        `The signature was made for the address ${quote(mistake.signed)}, from which a proxy has removed ` +
        `${quote(mistake.prefix)}. Start the platform with --public-address and this path.`
      );
    case 'date':
      return (
        `The signature was made for the date ${quote(mistake.signed)}, but the request arrived with ${mistake.name} ` +
        `${quote(mistake.sent)}. Sign the date in the form in which it arrives.`
      );
    default:
      return FIXED[mistake.kind];
  }
}

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const HOST = new RegExp(`made for the host ${QUOTED}, but the request arrived with Host ${QUOTED}`);
const ADDRESS = new RegExp(`made for the address ${QUOTED}, but the request arrived with ${QUOTED}`);
const PREFIX = new RegExp(`made for the address ${QUOTED}, from which a proxy has removed ${QUOTED}`);
const DATE = new RegExp(String.raw`made for the date ${QUOTED}, but the request arrived with (\S+) ${QUOTED}`);

/** Reads the mistake that the platform has explained; `null` if it is none of signing, or cannot be told. */
export function readMistake(message: string): SigningMistake | null {
  const values = (pattern: RegExp) =>
    pattern
      .exec(message)
      ?.slice(1)
      .map((value) => value.replace(/\\(["\\])/g, '$1'));
  const host = values(HOST);
  if (host !== undefined) {
    return { kind: 'host', signed: host[0] ?? '', sent: host[1] ?? '' };
  }
  const address = values(ADDRESS);
  if (address !== undefined) {
    return { kind: 'address', spelling: 'typed', signed: address[0] ?? '', sent: address[1] ?? '' };
  }
  const prefix = values(PREFIX);
  if (prefix !== undefined) {
    return { kind: 'removedPrefix', signed: prefix[0] ?? '', prefix: prefix[1] ?? '' };
  }
  const date = values(DATE);
  if (date !== undefined) {
    return { kind: 'date', signed: date[0] ?? '', name: date[1] ?? '', sent: date[2] ?? '' };
  }
  const kinds = ['lineEnds', 'separator', 'lowerCaseMethod', 'order', 'secretAsText'] as const;
  const kind = kinds.find((each) => message.includes(FIXED[each]));
  return kind === undefined ? null : { kind };
}

/** Reads the change of a body that the platform has explained; `null` if it has not. */
export function readBodyChange(message: string): BodyChange | null {
  const changes = Object.entries(BODY_EXPLANATIONS) as [BodyChange, string][];
  return changes.find(([, sentence]) => message.includes(sentence))?.[0] ?? null;
}
