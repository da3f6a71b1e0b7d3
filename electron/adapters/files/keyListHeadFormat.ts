import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { authenticationKeySchema } from '../../../shared/model/key.ts';
import { FIRST_PAGE_ROWS, keyListHeadSchema } from '../../../shared/model/keyListHead.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import type { SortedInstants, StoredListHead } from '../../ports.ts';

/**
 * Version of the format written by this application; heads of other versions are not used. To be raised with the rules of the
 * order (`keyOrder.ts`) too: the rows of earlier heads would be in another one.
 */
const HEAD_VERSION = 1;
/** The numbers that one byte holds beside the mark that more follow. */
const BYTE_STEP = 0x80;

const firstLineSchema = z.object({
  version: z.literal(HEAD_VERSION),
  /** That of the list, so that a head of another list is recognized. */
  stamp: z.string(),
  /** Of the second line: a damaged number would be a wrong count. */
  crc32: z.int(),
});

const instantsSchema = z.base64().transform(unpackInstants);
const storedHeadSchema = keyListHeadSchema.pick({ total: true, fetchedAt: true, sorting: true }).extend({
  source: z.string(),
  writtenAt: z.number(),
  validUntil: z.number().nullable(),
  expiries: z.object({ blocked: instantsSchema, replaced: instantsSchema, last: instantsSchema }),
  rows: z.array(authenticationKeySchema).min(1).max(FIRST_PAGE_ROWS).readonly(),
  asked: z.array(z.string()).readonly(),
  related: z.array(z.object({ key: authenticationKeySchema, isLast: z.boolean() })).readonly(),
});

/** Serializes a head as two lines of JSON, without fields of keys that `authenticationKeySchema` does not define. */
export function listHeadText(stamp: string, head: StoredListHead): string {
  const { blocked, replaced, last } = head.expiries;
  const body = JSON.stringify({
    ...head,
    rows: head.rows.map((key) => authenticationKeySchema.parse(key)),
    related: head.related.map(({ key, isLast }) => ({ key: authenticationKeySchema.parse(key), isLast })),
    expiries: { blocked: packInstants(blocked), replaced: packInstants(replaced), last: packInstants(last) },
  });
  const first: z.infer<typeof firstLineSchema> = { version: HEAD_VERSION, stamp, crc32: crc32(body) };
  return `${JSON.stringify(first)}\n${body}\n`;
}

/** Parses the output of {@link listHeadText}; `null` if it is damaged, of another version, or of a list with another stamp. */
export function parseListHead(text: string, stamp: string): StoredListHead | null {
  const [firstLine = '', body = ''] = text.split('\n');
  const first = firstLineSchema.safeParse(parseJson(firstLine));
  if (first.data?.stamp !== stamp || first.data.crc32 !== crc32(body)) {
    return null;
  }
  return storedHeadSchema.safeParse(parseJson(body)).data ?? null;
}

/** Packs the differences between instants, seven bits a byte: four bytes for most keys of a long list. */
function packInstants(instants: SortedInstants): string {
  const bytes: number[] = [];
  let before = 0;
  for (const instant of instants) {
    let rest = instant - before;
    while (rest >= BYTE_STEP) {
      bytes.push((rest % BYTE_STEP) + BYTE_STEP);
      rest = Math.floor(rest / BYTE_STEP);
    }
    bytes.push(rest);
    before = instant;
  }
  return Buffer.from(bytes).toString('base64');
}

function unpackInstants(packed: string): SortedInstants {
  const instants: number[] = [];
  let [instant, rest, scale] = [0, 0, 1];
  for (const byte of Buffer.from(packed, 'base64')) {
    rest += (byte % BYTE_STEP) * scale;
    scale *= BYTE_STEP;
    if (byte < BYTE_STEP) {
      instant += rest;
      instants.push(instant);
      [rest, scale] = [0, 1];
    }
  }
  return Float64Array.from(instants);
}
