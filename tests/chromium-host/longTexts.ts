import { promisify, types } from 'node:util';
import { gzip } from 'node:zlib';

/** From so many characters on a text is packed. Chromium reads a reply as a piece of script, which takes long texts long. */
const LONG_TEXT = 100_000;

/** A text of a reply on its way to the page: where it belongs in the value, and its UTF-8 in gzip in base64. */
export interface PackedText {
  readonly path: readonly string[];
  readonly gzip: string;
}

/** The value of a reply as it crosses to the page: its long texts are left out and follow packed. */
export interface PackedValue {
  readonly value: unknown;
  readonly texts: readonly PackedText[];
}

/** What an invoke in the page gets: the value, or the text of the error it rejects with. */
export type PackedReply = PackedValue | { readonly error: string };

/**
 * Packs the long texts of the value of a reply, so that a list of 100,000 keys does not keep the page busy for so long
 * that it counts as one that hangs. A text has to be well-formed: half a surrogate pair would not arrive.
 */
export async function packLongTexts(whole: unknown): Promise<PackedValue> {
  const found: { readonly path: readonly string[]; readonly text: string }[] = [];
  const takeOut = (part: unknown, path: readonly string[]): unknown => {
    if (typeof part === 'string' && part.length >= LONG_TEXT) {
      found.push({ path, text: part });
      return null;
    }
    // Long texts stand in objects; what holds none stays the one that it is, and so does a proxy, which cannot be cloned.
    if (
      typeof part !== 'object' ||
      part === null ||
      types.isProxy(part) ||
      Object.getPrototypeOf(part) !== Object.prototype
    ) {
      return part;
    }
    const entries = Object.entries(part).map(([name, child]) => [name, takeOut(child, [...path, name])] as const);
    return Object.fromEntries(entries);
  };
  const { value } = takeOut({ value: whole }, []) as { readonly value: unknown };
  const pack = promisify(gzip);
  const texts = found.map(async ({ path, text }) => ({
    path,
    gzip: (await pack(text, { level: 1 })).toString('base64'),
  }));
  return { value, texts: await Promise.all(texts) };
}
