/** Marks at the beginning of a text that say how it is encoded, beside that of UTF-8. */
const UTF16_MARKS = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** The text of a file, and whether it is to be written back in another encoding than it was found in. */
export interface DecodedText {
  readonly text: string;
  readonly isUtf16: boolean;
}

/**
 * Reads the bytes of a text as UTF-8, or as UTF-16 where they begin with its mark; some editors and PowerShell save both
 * with a mark, which is left out. Strictly, since a name with a byte that is no UTF-8 would be written back as another
 * name: `null` for bytes that are no such text.
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
