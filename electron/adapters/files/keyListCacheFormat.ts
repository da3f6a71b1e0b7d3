import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AccountTable } from '../../../shared/model/accountTable.ts';
import { type AccountProblem, authenticationKeySchema, isAuthenticationKey } from '../../../shared/model/key.ts';
import { type CachedKeyList, cachedKeyListSchema } from '../../../shared/model/keyList.ts';
import { parseJson } from '../../../shared/parseJson.ts';

/** Version of the format written by this application. Version 1 differs in {@link FORMER_PROBLEMS}. */
const KEY_LIST_VERSION = 2;
/** Account problems as version 1 names them. */
const FORMER_PROBLEMS: ReadonlyMap<unknown, AccountProblem> = new Map([
  ['disabled', 'archived'],
  ['inactive', 'deactivated'],
]);

/** The only fields of a key that are written. */
const FIELDS = Object.keys(authenticationKeySchema.shape);
/** Keys serialized before yielding to other tasks: about a millisecond of work. */
const KEYS_PER_CHUNK = 250;

const versionSchema = z.object({ version: z.int() });
const headSchema = cachedKeyListSchema.omit({ items: true }).extend({
  version: z.union([z.literal(1), z.literal(KEY_LIST_VERSION)]),
  /** Number of lines that follow; detects a truncated file. */
  count: z.int().nonnegative(),
  /** Identifies what was written, so that the head beside the list is known to be its own. Earlier versions wrote none. */
  stamp: z.string().nullable().default(null),
});

const firstVersionSchema = authenticationKeySchema.extend({
  accountProblem: z.preprocess(
    (problem) => FORMER_PROBLEMS.get(problem) ?? problem,
    authenticationKeySchema.shape.accountProblem,
  ),
});

/** Result of {@link parseKeyList}. */
export type ParsedKeyList =
  | { readonly kind: 'list'; readonly list: CachedKeyList; readonly stamp: string | null }
  /** Written by a later version of the application. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

/**
 * Serializes a list as lines of JSON: a header, then one key per line, without fields that `authenticationKeySchema` does
 * not define. Yields chunks and pauses after each for as long as it took, because serializing a hundred thousand keys at
 * once would freeze the window.
 * @param stamp unique to this text.
 */
export async function* keyListText({ items, ...head }: CachedKeyList, stamp: string): AsyncGenerator<string> {
  yield line(headSchema.parse({ version: KEY_LIST_VERSION, count: items.length, stamp, ...head }));
  for (let start = 0; start < items.length; start += KEYS_PER_CHUNK) {
    const begin = performance.now();
    const keys = items.slice(start, start + KEYS_PER_CHUNK);
    yield keys.map((key) => `${JSON.stringify(key, FIELDS)}\n`).join('');
    await delay(performance.now() - begin);
  }
}

/**
 * Parses the output of {@link keyListText}.
 * @param parts the text in chunks of any size.
 */
export async function parseKeyList(parts: AsyncIterable<string>): Promise<ParsedKeyList> {
  let head: z.infer<typeof headSchema> | null = null;
  const items: CachedKeyList['items'][number][] = [];
  const accounts = new AccountTable();
  let rest: string | null = null;
  for await (const part of parts) {
    // An editor may have added a byte order mark.
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
        const key = head.version === 1 ? firstVersionSchema.safeParse(value).data : value;
        if (!isAuthenticationKey(key)) {
          return { kind: 'damaged' };
        }
        items.push(accounts.share(key));
      }
    }
  }
  if (head === null || items.length !== head.count || rest !== '') {
    return { kind: 'damaged' };
  }
  const { version: _version, count: _count, stamp, ...facts } = head;
  return { kind: 'list', list: { ...facts, items }, stamp };
}

/** Returns the stamp of a list from its first line; `null` if it has none or cannot be used. */
export function stampOf(firstLine: string): string | null {
  return headSchema.safeParse(parseJson(firstLine)).data?.stamp ?? null;
}

function isNewer(head: unknown): boolean {
  const parsed = versionSchema.safeParse(head);
  return parsed.success && parsed.data.version > KEY_LIST_VERSION;
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
