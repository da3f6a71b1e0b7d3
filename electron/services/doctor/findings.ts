import { FINDING_CODES, type Finding, type FindingCode } from '../../../shared/model/doctor.ts';
import type { Piece, Place } from './pastedRequest.ts';

type Details = Partial<Pick<Finding, 'place' | 'found' | 'expected' | 'facts'>>;

/** Creates a finding. */
export function finding(code: FindingCode, { place, found, expected, facts }: Details = {}): Finding {
  return { code, place: place ?? null, found: found ?? null, expected: expected ?? null, facts: facts ?? {} };
}

/** Creates a finding about a piece of the request: its place, and what stands there. */
export function findingAt(code: FindingCode, { place, text }: Piece, details: Details = {}): Finding {
  return finding(code, { place, found: text, ...details });
}

/** Returns findings in the order in which they are reported, each once per place. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const orderOf = ({ code }: Finding) => FINDING_CODES.indexOf(code);
  const seen = new Set<string>();
  return findings
    .toSorted((one, other) => orderOf(one) - orderOf(other))
    .filter(({ code, place, found }) => {
      const identity = JSON.stringify([code, place, found]);
      return !seen.has(identity) && seen.add(identity);
    });
}

/**
 * Returns a part of a piece. Its place is exact if the piece stands in the text as it is meant; otherwise that of the
 * whole piece.
 */
export function partOf(pasted: string, { text, place }: Piece, start: number, end: number): Piece {
  const isVerbatim = place !== null && pasted.slice(place.start, place.end) === text;
  const part: Place | null = isVerbatim ? { start: place.start + start, end: place.start + end } : place;
  return { text: text.slice(start, end), place: part };
}
