/** Minimum length of a form in bytes, since forms are looked up by their first four. */
const MIN_TEXT = 4;
/** Minimum length in bytes of what is also searched decoded; a word that is base64 by chance is shorter. */
const MIN_DECODED = 16;

interface Form {
  readonly text: string;
  readonly bytes: Buffer;
}

/**
 * Finds many texts in bytes in one pass, each as UTF-8, UTF-16, base64, base64url, hexadecimal digits, part of a URL or JSON
 * string. Base64 is also found within a longer encoded text, such as the credentials of Basic authentication, and a text
 * that is base64 itself, such as a secret key, also decoded.
 */
export class TextFinder {
  private readonly isFirstPair = new Uint8Array(2 ** 16);
  private readonly formsByStart = new Map<number, Form[]>();

  /** @throws RangeError for a text of fewer than four bytes. */
  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      for (const bytes of formsOf(text)) {
        if (bytes.length < MIN_TEXT) {
          throw new RangeError('A text of fewer than four bytes is found everywhere');
        }
        const start = bytes.readUInt32LE(0);
        this.isFirstPair[bytes.readUInt16LE(0)] = 1;
        this.formsByStart.set(start, [...(this.formsByStart.get(start) ?? []), { text, bytes }]);
      }
    }
  }

  /** Returns the texts that the content contains in any form. */
  find(content: Buffer): Set<string> {
    const found = new Set<string>();
    for (let at = 0; at + MIN_TEXT <= content.length; at++) {
      if (this.isFirstPair[content.readUInt16LE(at)] === 0) {
        continue;
      }
      for (const { text, bytes } of this.formsByStart.get(content.readUInt32LE(at)) ?? []) {
        if (bytes.equals(content.subarray(at, at + bytes.length))) {
          found.add(text);
        }
      }
    }
    return found;
  }
}

function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const escaped = JSON.stringify(text).slice(1, -1);
  const written = [
    text,
    hex,
    hex.toUpperCase(),
    encodeURIComponent(text),
    encodeURI(text),
    escaped,
    escaped.replaceAll('/', '\\/'),
    ...[0, 1, 2].flatMap((shift) => [innerBase64(bytes, shift, 'base64'), innerBase64(bytes, shift, 'base64url')]),
  ];
  const decoded = Buffer.from(text, 'base64');
  const isBase64 = decoded.length >= MIN_DECODED && decoded.toString('base64') === text;
  return [
    Buffer.from(text, 'utf16le'),
    ...(isBase64 ? [decoded, Buffer.from(decoded.toString('hex'))] : []),
    ...written.map((form) => Buffer.from(form)),
  ];
}

/** The characters that encode only `bytes`, which start `shift` bytes after a multiple of three. */
function innerBase64(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const before = Buffer.alloc(shift);
  const complete = Math.floor(((shift + bytes.length) * 8) / 6);
  return Buffer.concat([before, bytes])
    .toString(encoding)
    .slice(Math.ceil((shift * 8) / 6), complete);
}
