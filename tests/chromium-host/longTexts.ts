import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { InvokeReply } from './ipcMain.ts';

/** From so many characters on a text is packed. Chromium reads a reply as a piece of script, which takes long texts long. */
const LONG_TEXT = 100_000;

/** A text of a reply on its way to the page: where it belongs in the value, and its UTF-8 in gzip in base64. */
export interface PackedText {
  readonly path: readonly string[];
  readonly gzip: string;
}

/** A reply as it crosses to the page: long texts of the value are left out and follow packed. */
export type PackedReply = InvokeReply & { readonly texts: readonly PackedText[] };

/**
 * Packs the long texts of a reply, so that a list of 100,000 keys does not keep the page busy for so long that it counts
 * as one that hangs. A text has to be well-formed: half a surrogate pair would not arrive.
 */
export async function packLongTexts(reply: InvokeReply): Promise<PackedReply> {
  if ('error' in reply) {
    return { ...reply, texts: [] };
  }
  const found: { readonly path: readonly string[]; readonly text: string }[] = [];
  const takeOut = (part: unknown, path: readonly string[]): unknown => {
    if (typeof part === 'string' && part.length >= LONG_TEXT) {
      found.push({ path, text: part });
      return null;
    }
    if (typeof part !== 'object' || part === null) {
      return part;
    }
    const entries = Object.entries(part).map(([name, child]) => [name, takeOut(child, [...path, name])] as const);
    return Array.isArray(part) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
  };
  const value = takeOut({ value: reply.value }, []) as { readonly value: unknown };
  const pack = promisify(gzip);
  const texts = found.map(async ({ path, text }) => ({
    path,
    gzip: (await pack(text, { level: 1 })).toString('base64'),
  }));
  return { ...value, texts: await Promise.all(texts) };
}
