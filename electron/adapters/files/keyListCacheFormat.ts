import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { authenticationKeySchema } from '../../../shared/model/key.ts';
import { type KeptKeyList, keptKeyListSchema } from '../../../shared/model/keyList.ts';
import { parseJson } from '../../../shared/parseJson.ts';

/** Version of the format that this application writes. */
export const KEY_LIST_VERSION = 1;

/** The fields of a key that are written, and no other. */
const FIELDS = Object.keys(authenticationKeySchema.shape);
/** Keys that are turned into text before others have their turn: about a millisecond of work. */
const KEYS_PER_CHUNK = 250;

const versionSchema = z.object({ version: z.int() });
const headSchema = keptKeyListSchema.omit({ items: true }).extend({
  version: z.literal(KEY_LIST_VERSION),
  /** Number of the lines that follow: a file that was cut off is not a shorter list. */
  count: z.int().nonnegative(),
});

/** What a text is. */
export type ParsedKeyList =
  | { readonly kind: 'list'; readonly list: KeptKeyList }
  /** Of a later version of the application. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

/**
 * Writes a list as lines of JSON: a head, then one key a line. It is given in parts, and after each it rests for as long as
 * the part took: a hundred thousand keys take longer than a window may stand still, and nobody waits for them. A field
 * that `authenticationKeySchema` does not name is left out.
 */
export async function* keyListText({ items, ...head }: KeptKeyList): AsyncGenerator<string> {
  yield line(headSchema.parse({ version: KEY_LIST_VERSION, count: items.length, ...head }));
  for (let start = 0; start < items.length; start += KEYS_PER_CHUNK) {
    const begin = performance.now();
    const keys = items.slice(start, start + KEYS_PER_CHUNK);
    yield keys.map((key) => `${JSON.stringify(key, FIELDS)}\n`).join('');
    await delay(performance.now() - begin);
  }
}

/**
 * Reads what {@link keyListText} has written.
 * @param parts the text, in parts that end anywhere; between them others have their turn.
 */
export async function parseKeyList(parts: AsyncIterable<string>): Promise<ParsedKeyList> {
  let head: z.infer<typeof headSchema> | null = null;
  const items: KeptKeyList['items'][number][] = [];
  let rest: string | null = null;
  for await (const part of parts) {
    // An editor may have put a byte order mark before it.
    const lines: string[] = (rest === null ? part.replace(/^\ufeff/, '') : rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) {
      const value = parseJson(one);
      if (head === null) {
        const parsed = headSchema.safeParse(value);
        if (!parsed.success) {
          return { kind: isNewer(value) ? 'newer' : 'damaged' };
        }
        head = parsed.data;
      } else {
        const key = authenticationKeySchema.safeParse(value);
        if (!key.success) {
          return { kind: 'damaged' };
        }
        items.push(key.data);
      }
    }
  }
  if (head === null || items.length !== head.count || rest !== '') {
    return { kind: 'damaged' };
  }
  const { version: _version, count: _count, ...facts } = head;
  return { kind: 'list', list: { ...facts, items } };
}

function isNewer(head: unknown): boolean {
  const parsed = versionSchema.safeParse(head);
  return parsed.success && parsed.data.version > KEY_LIST_VERSION;
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
