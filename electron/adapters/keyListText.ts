import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { authenticationKeySchema } from '../../shared/model/key.ts';
import { type KeptKeyList, keptKeyListSchema } from '../../shared/model/keyList.ts';
import { parseJson } from '../../shared/parseJson.ts';

/** Version of the format that this application writes. */
export const KEY_LIST_VERSION = 1;

/** Keys that are turned into text, or back, before others have their turn: about two milliseconds of work. */
const KEYS_PER_TURN = 250;

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
 * Writes a list as lines of JSON: a head, then one key a line. It is given in parts, and between them whatever else the
 * process has to do is done, since a hundred thousand keys take longer than a window may stand still. A field that
 * `authenticationKeySchema` does not name is left out.
 */
export async function* keyListText({ items, ...head }: KeptKeyList): AsyncGenerator<string> {
  yield line(headSchema.parse({ version: KEY_LIST_VERSION, count: items.length, ...head }));
  for (let start = 0; start < items.length; start += KEYS_PER_TURN) {
    const keys = items.slice(start, start + KEYS_PER_TURN);
    yield keys.map((key) => line(authenticationKeySchema.parse(key))).join('');
    await nextTurn();
  }
}

/** Reads what {@link keyListText} has written, with the same pauses. */
export async function parseKeyList(text: string): Promise<ParsedKeyList> {
  const lines = text.split('\n');
  const first = parseJson(lines[0] ?? '');
  const version = versionSchema.safeParse(first);
  if (version.success && version.data.version > KEY_LIST_VERSION) {
    return { kind: 'newer' };
  }
  const head = headSchema.safeParse(first);
  // The last line is ended too, so one empty text follows it.
  if (!head.success || lines.length !== head.data.count + 2 || lines.at(-1) !== '') {
    return { kind: 'damaged' };
  }
  const items: KeptKeyList['items'][number][] = [];
  for (let start = 1; start <= head.data.count; start += KEYS_PER_TURN) {
    for (const one of lines.slice(start, Math.min(start + KEYS_PER_TURN, head.data.count + 1))) {
      const key = authenticationKeySchema.safeParse(parseJson(one));
      if (!key.success) {
        return { kind: 'damaged' };
      }
      items.push(key.data);
    }
    await nextTurn();
  }
  const { version: _version, count: _count, ...rest } = head.data;
  return { kind: 'list', list: { ...rest, items } };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
