/** Byte order marks of UTF-16. */
const UTF16_MARKS = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** Text of a file and whether it was encoded as UTF-16. */
export interface DecodedText {
  readonly text: string;
  readonly isUtf16: boolean;
}

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark, as some editors and PowerShell write it; the mark is removed.
 * @returns `null` for invalid bytes: replacement characters would silently change names when the text is written back.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const utf16 = UTF16_MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  try {
    const text = new TextDecoder(utf16?.encoding ?? 'utf-8', { fatal: true }).decode(bytes);
    return { text, isUtf16: utf16 !== undefined };
  } catch {
    return null;
  }
}
