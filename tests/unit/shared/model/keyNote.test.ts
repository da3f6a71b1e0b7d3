import { expect, it } from 'vitest';
import {
  EMPTY_NOTE,
  isEmptyNote,
  keyNoteSchema,
  NOTE_LIMITS,
  noteProblems,
  notesOfText,
  notesTextOf,
  tidyNote,
} from '../../../../shared/model/keyNote.ts';

/** 64 bytes in Base64, as secret keys are. */
const SECRET = `${'Ab1+/Z'.repeat(14)}xy==`;

it('fault 158: a note keeps what people write, without line breaks in a line and without control characters', () => {
  const purpose = '  first line\r\nsecond\u2028third\tend\u0000\u001b[31m \u05d0\u200f<b>bold</b>\ud800 ';
  expect(tidyNote({ owner: 'Анна\r\nИванова\u0007', purpose, ticket: '\u202eT-1', tags: [] })).toEqual({
    owner: 'Анна Иванова',
    purpose: 'first line\nsecond\nthird end [31m \u05d0\u200f<b>bold</b>\ufffd',
    ticket: '\u202eT-1',
    tags: [],
  });
});

it('fault 158: empty tags and tags that differ in letter case only are left out', () => {
  const tags = [' ERP ', 'erp', '', '\n', 'Тест', 'тест', 'a b'];
  expect(tidyNote({ ...EMPTY_NOTE, tags }).tags).toEqual(['ERP', 'Тест', 'a b']);
});

it.each([
  ['a purpose of 100 kB', { purpose: 'x'.repeat(100_000) }, { purpose: 'tooLong' }],
  ['an owner beyond the limit', { owner: 'x'.repeat(NOTE_LIMITS.owner + 1) }, { owner: 'tooLong' }],
  ['a ticket beyond the limit', { ticket: 'x'.repeat(NOTE_LIMITS.ticket + 1) }, { ticket: 'tooLong' }],
  ['a long tag', { tags: ['x'.repeat(NOTE_LIMITS.tag + 1)] }, { tags: 'tagTooLong' }],
  ['many tags', { tags: Array.from({ length: 21 }, (_, place) => `t${place}`) }, { tags: 'tooManyTags' }],
  ['a secret key', { purpose: `the key is ${SECRET}, keep it` }, { purpose: 'secretInNote' }],
  ['texts at their limits', { owner: 'x'.repeat(NOTE_LIMITS.owner), tags: ['x'.repeat(NOTE_LIMITS.tag)] }, {}],
  ['a token and a long word', { purpose: `${'0f'.repeat(16)} ${'A'.repeat(200)}` }, {}],
])('fault 158: %s is told apart field by field', (_name, part, problems) => {
  const note = { ...EMPTY_NOTE, ...part };
  expect(noteProblems(tidyNote(note))).toEqual(problems);
  const parsed = keyNoteSchema.safeParse(note);
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message]) ?? []).toEqual(Object.entries(problems));
});

it('accepts a note with missing fields, and no unknown one', () => {
  expect(keyNoteSchema.parse({ owner: ' Anna ' })).toEqual({ ...EMPTY_NOTE, owner: 'Anna' });
  expect(keyNoteSchema.safeParse({ owner: 'Anna', color: 'red' }).success).toBe(false);
});

it('tells an empty note from one with any text', () => {
  expect(isEmptyNote(EMPTY_NOTE)).toBe(true);
  for (const part of [{ owner: 'a' }, { purpose: 'a' }, { ticket: 'a' }, { tags: ['a'] }]) {
    expect(isEmptyNote({ ...EMPTY_NOTE, ...part })).toBe(false);
  }
});

it('crosses to the window as one text', () => {
  const notes = new Map([
    ['__proto__', { ...EMPTY_NOTE, owner: 'a' }],
    ['0f', { ...EMPTY_NOTE, tags: ['b'] }],
  ]);
  expect(notesOfText(notesTextOf(notes))).toEqual(notes);
});
