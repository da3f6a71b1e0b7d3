import { z } from 'zod';
import { type ActivityEntry, activityEntrySchema } from '../../../shared/model/activity.ts';
import { sha256 } from '../sha256.ts';

/** A place in a journal: the number of an entry and the hash that stands for it and all before it. */
export interface ChainPosition {
  readonly number: number;
  readonly hash: string;
}

/** The place before the first entry. */
export const CHAIN_START: ChainPosition = { number: 0, hash: '0'.repeat(64) };

/** What the lines of a journal say. */
export interface CheckedJournal {
  readonly text: string;
  /** Every entry that can be read, in the order of the file. */
  readonly entries: readonly ActivityEntry[];
  /** The hashes of the entries. */
  readonly hashes: readonly string[];
  /** The last entry that can be read. */
  readonly end: ChainPosition;
  /** Number of the first entry at which the chain does not fit, or `null`. */
  readonly brokenAt: number | null;
  /** Whether entries are left out there: the next one has a later number. */
  readonly lacksEntries: boolean;
  readonly tornLines: number;
}

const LINE = /^\{"hash":"([\da-f]{64})","entry":(\{.*\})\}$/;

/** Writes entries as lines that follow a place in a journal; their numbers are given here. */
export function chainEntries(
  entries: readonly Omit<ActivityEntry, 'number'>[],
  after: ChainPosition,
): { readonly text: string; readonly end: ChainPosition } {
  let end = after;
  let text = '';
  for (const entry of entries) {
    const number = end.number + 1;
    const json = JSON.stringify({ number, ...entry });
    end = { number, hash: sha256(end.hash + json) };
    text += `{"hash":"${end.hash}","entry":${json}}\n`;
  }
  return { text, end };
}

const EMPTY: CheckedJournal = {
  text: '',
  entries: [],
  hashes: [],
  end: CHAIN_START,
  brokenAt: null,
  lacksEntries: false,
  tornLines: 0,
};

/**
 * Reads a journal and checks its chain: each hash covers the text of its entry and the hash before it. A line that
 * cannot be read breaks nothing by itself: when it stood for an entry, the number of the next one shows that.
 * @param known what was read before; where the text only goes on from there, no more than the rest is read.
 */
export function checkJournal(text: string, known: CheckedJournal = EMPTY): CheckedJournal {
  const isLonger = known.text.endsWith('\n') && text.startsWith(known.text);
  const before = isLonger ? known : EMPTY;
  const entries = [...before.entries];
  const hashes = [...before.hashes];
  let { end, brokenAt, lacksEntries, tornLines } = before;
  const lines = text.slice(before.text.length).split('\n');
  for (const line of lines.filter((one) => one !== '')) {
    const parsed = parseLine(line);
    if (parsed === null) {
      tornLines += 1;
      continue;
    }
    const { entry, json, hash } = parsed;
    if (brokenAt === null && (entry.number !== end.number + 1 || hash !== sha256(end.hash + json))) {
      brokenAt = end.number + 1;
      lacksEntries = entry.number > end.number + 1;
    }
    end = { number: entry.number, hash };
    entries.push(entry);
    hashes.push(hash);
  }
  return { text, entries, hashes, end, brokenAt, lacksEntries, tornLines };
}

function parseLine(line: string): { entry: ActivityEntry; json: string; hash: string } | null {
  const [, hash, json] = LINE.exec(line) ?? [];
  if (hash === undefined || json === undefined) {
    return null;
  }
  try {
    return { entry: activityEntrySchema.parse(JSON.parse(json)), json, hash };
  } catch {
    return null;
  }
}

/** What the keychain keeps of a journal. */
export interface JournalSeal extends ChainPosition {
  /** The seal vouches for the entries from this number on. */
  readonly from: number;
}

const sealSchema = z.object({
  number: z.int().nonnegative(),
  hash: z.string().regex(/^[\da-f]{64}$/),
  from: z.int().positive(),
});

/** Reads a seal; `null` for a text that is none. */
export function parseSeal(text: string): JournalSeal | null {
  try {
    return sealSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Says whether a journal holds the entry of a place. */
export function holds({ entries, hashes }: CheckedJournal, { number, hash }: ChainPosition): boolean {
  return number === 0 || hashes[entries.findLastIndex((entry) => entry.number === number)] === hash;
}
