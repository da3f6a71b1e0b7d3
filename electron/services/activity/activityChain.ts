import { z } from 'zod';
import { type ActivityEntry, activityEntrySchema } from '../../../shared/model/activity.ts';
import { sha256 } from '../sha256.ts';

/** A position in a journal: the number of an entry, and the hash that covers it and all earlier entries. */
export interface ChainPosition {
  readonly number: number;
  readonly hash: string;
}

/** The position before the first entry. */
export const CHAIN_START: ChainPosition = { number: 0, hash: '0'.repeat(64) };

/** The content of a journal and the result of checking its chain. */
export interface CheckedJournal {
  readonly text: string;
  /** All valid entries in file order. */
  readonly entries: readonly ActivityEntry[];
  /** Hashes of the entries, in the same order. */
  readonly hashes: readonly string[];
  /** Position of the last valid entry. */
  readonly end: ChainPosition;
  /** Number of the first entry that breaks the chain, or `null`. */
  readonly brokenAt: number | null;
  /** Whether entries are missing there, so that the next one has a later number. */
  readonly lacksEntries: boolean;
  readonly tornLines: number;
}

const LINE = /^\{"hash":"([\da-f]{64})","entry":(\{.*\})\}$/;

/** Numbers entries and returns them as lines that continue a journal after a position. */
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
 * Parses a journal and checks its chain: each hash covers the text of its entry and the previous hash. An invalid line
 * does not break the chain by itself: if it was an entry, the number of the next one shows the gap.
 * @param known result of an earlier check; if the text only continues it, only the rest is parsed.
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

/** End of a journal as stored in the keychain. */
export interface JournalSeal extends ChainPosition {
  /** Number of the first entry covered by the seal. */
  readonly from: number;
}

const sealSchema = z.object({
  number: z.int().nonnegative(),
  hash: z.string().regex(/^[\da-f]{64}$/),
  from: z.int().positive(),
});

/** Parses a seal; returns `null` if the text is not a seal. */
export function parseSeal(text: string): JournalSeal | null {
  try {
    return sealSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether a journal contains the entry at a position. */
export function holds({ entries, hashes }: CheckedJournal, { number, hash }: ChainPosition): boolean {
  return number === 0 || hashes[entries.findLastIndex((entry) => entry.number === number)] === hash;
}
