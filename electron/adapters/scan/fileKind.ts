/** Encodings of text files, as names of `TextDecoder`. */
type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What a file is, by its first bytes. */
export type FileKind =
  | { readonly kind: 'text'; readonly encoding: TextEncoding }
  | { readonly kind: 'archive' | 'binary' };

/** First bytes of archives and compressed files: ZIP (also .docx and .jar), gzip, bzip2, xz, 7z, RAR, Zstandard, LZ4, cabinet. */
const ARCHIVES = [
  'PK\x03\x04',
  'PK\x05\x06',
  '\x1f\x8b',
  'BZh',
  '\xfd7zXZ',
  '7z\xbc\xaf',
  'Rar!',
  '\x28\xb5\x2f\xfd',
  '\x04\x22\x4d\x18',
  'MSCF',
];
/** The mark of a tar archive and its offset (POSIX, ustar). */
const TAR = { mark: 'ustar', offset: 257 };

/**
 * Tells text from binary files, as Git does: text has no NUL. UTF-16 is known by its byte order mark, and without one by
 * NULs in every second byte.
 * @param start the first bytes of the file, some thousand if it has so many.
 */
export function fileKind(start: Buffer): FileKind {
  const head = start.toString('latin1', 0, 512);
  if (head.startsWith('\xff\xfe')) {
    return { kind: 'text', encoding: 'utf-16le' };
  }
  if (head.startsWith('\xfe\xff')) {
    return { kind: 'text', encoding: 'utf-16be' };
  }
  if (ARCHIVES.some((mark) => head.startsWith(mark)) || head.startsWith(TAR.mark, TAR.offset)) {
    return { kind: 'archive' };
  }
  if (head.startsWith('%PDF-') || head.startsWith('SQLite format 3\0')) {
    return { kind: 'binary' };
  }
  return start.includes(0) ? withoutMark(start) : { kind: 'text', encoding: 'utf-8' };
}

/** Text in UTF-16 consists mostly of characters whose high byte is 0 for Latin letters, digits and punctuation. */
function withoutMark(start: Buffer): FileKind {
  const nulls: [even: number, odd: number] = [0, 0];
  for (const [index, byte] of start.entries()) {
    if (byte === 0) {
      nulls[index % 2 === 0 ? 0 : 1] += 1;
    }
  }
  const [even, odd] = nulls;
  const enough = start.length * 0.2;
  if (even === 0 && odd > enough) {
    return { kind: 'text', encoding: 'utf-16le' };
  }
  return odd === 0 && even > enough ? { kind: 'text', encoding: 'utf-16be' } : { kind: 'binary' };
}
