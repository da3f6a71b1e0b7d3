import { z } from 'zod';

/** Fields of a note that hold one text each, in the order in which they are shown. */
export const NOTE_TEXTS = ['owner', 'purpose', 'ticket'] as const;
/** One field out of {@link NOTE_TEXTS}. */
export type NoteText = (typeof NOTE_TEXTS)[number];

/** Maximum lengths of the texts of a note in characters, of one tag, and the maximum number of tags. */
export const NOTE_LIMITS = { owner: 200, purpose: 2_000, ticket: 200, tag: 40, tags: 20 } as const;

/**
 * Why a note cannot be saved: `tooLong`: a text exceeds its limit of {@link NOTE_LIMITS}; `tooManyTags`; `tagTooLong`;
 * `secretInNote`: a text contains what looks like a secret key, and notes are stored without encryption.
 */
export const NOTE_PROBLEMS = ['tooLong', 'tooManyTags', 'tagTooLong', 'secretInNote'] as const;
/** One problem out of {@link NOTE_PROBLEMS}. */
export type NoteProblem = (typeof NOTE_PROBLEMS)[number];

/** What people wrote down about a key. Kept on this computer, and never sent to an installation. */
export interface KeyNote {
  readonly owner: string;
  /** The only text that may have several lines. */
  readonly purpose: string;
  /** Number or address of a ticket. */
  readonly ticket: string;
  readonly tags: readonly string[];
}

/** A note that says nothing; such a note is not stored. */
export const EMPTY_NOTE: KeyNote = { owner: '', purpose: '', ticket: '', tags: [] };

/** Controls and separators, which a text of one line cannot show. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Likewise, except for the line break. */
const CONTROLS_IN_LINES = /[^\P{Cc}\n]+/gu;
/** 64 bytes in Base64, as the platform makes its secret keys. */
const SECRET_KEY = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/;

/** Returns a text without line breaks and control characters. Direction marks stay: names in Hebrew or Arabic need them. */
function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(CONTROLS, ' ').trim();
}

function manyLines(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(CONTROLS_IN_LINES, ' ')
    .trim();
}

/** Returns a note as it is stored: without control characters, surrounding blanks, and empty or repeated tags. */
export function tidyNote({ owner, purpose, ticket, tags }: KeyNote): KeyNote {
  const seen = new Set<string>();
  const kept = tags.map(oneLine).filter((tag) => {
    const name = tag.toLowerCase();
    const isNew = tag !== '' && !seen.has(name);
    seen.add(name);
    return isNew;
  });
  return { owner: oneLine(owner), purpose: manyLines(purpose), ticket: oneLine(ticket), tags: kept };
}

/** Returns why the fields of a tidied note cannot be saved; empty if they can. */
export function noteProblems(note: KeyNote): Partial<Record<keyof KeyNote, NoteProblem>> {
  const problems: Partial<Record<keyof KeyNote, NoteProblem>> = {};
  for (const field of NOTE_TEXTS) {
    if (note[field].length > NOTE_LIMITS[field]) {
      problems[field] = 'tooLong';
    } else if (SECRET_KEY.test(note[field])) {
      problems[field] = 'secretInNote';
    }
  }
  if (note.tags.length > NOTE_LIMITS.tags) {
    problems.tags = 'tooManyTags';
  } else if (note.tags.some((tag) => tag.length > NOTE_LIMITS.tag)) {
    problems.tags = 'tagTooLong';
  }
  return problems;
}

/** Whether a note says nothing. */
export function isEmptyNote({ owner, purpose, ticket, tags }: KeyNote): boolean {
  return owner === '' && purpose === '' && ticket === '' && tags.length === 0;
}

/**
 * A note from the window or a file: tidied, and rejected with a {@link NoteProblem} for each field that cannot be saved.
 * Missing fields are empty.
 */
export const keyNoteSchema = z
  .strictObject({
    owner: z.string().default(''),
    purpose: z.string().default(''),
    ticket: z.string().default(''),
    tags: z.array(z.string()).readonly().default([]),
  })
  .transform(tidyNote)
  .superRefine((note, context) => {
    for (const [field, message] of Object.entries(noteProblems(note))) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

/** Notes by the token of their key: unlike an id, a token never names another key. */
export type KeyNotes = ReadonlyMap<string, KeyNote>;
/** No notes at all. */
export const NO_NOTES: KeyNotes = new Map();

declare const content: unique symbol;
/** Notes as JSON, created by {@link notesTextOf}. */
export type KeyNotesText = string & { readonly [content]: KeyNotes };

/** Serializes notes: IPC transfers one string many times faster than ten thousand objects. */
export function notesTextOf(notes: KeyNotes): KeyNotesText {
  return JSON.stringify([...notes]) as KeyNotesText;
}

/** Parses the notes of a text. */
export function notesOfText(text: KeyNotesText): KeyNotes {
  return new Map(JSON.parse(text) as (readonly [string, KeyNote])[]);
}
