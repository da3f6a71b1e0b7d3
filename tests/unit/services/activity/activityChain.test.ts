import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  chainEntries,
  checkJournal,
  parseSeal,
} from '../../../../electron/services/activity/activityChain.ts';
import { sampleEntry } from './sampleEntry.ts';

const entries = ['authkey.1', 'authkey.2', 'authkey.3', 'authkey.4'].map((keyId) => sampleEntry({ keyId }));
const { text, end } = chainEntries(entries, CHAIN_START);
const lines = text.trimEnd().split('\n');
const join = (parts: readonly (string | undefined)[]) => `${parts.join('\n')}\n`;

it('reads entries of earlier versions, which have no full name', () => {
  const { fullName: _fullName, ...earlier } = sampleEntry({});
  const { text } = chainEntries([earlier as ReturnType<typeof sampleEntry>], CHAIN_START);
  expect(checkJournal(text)).toMatchObject({ brokenAt: null, tornLines: 0, entries: [{ fullName: null }] });
});

it('writes JSON lines numbered from 1, parses them, and continues after the last one', () => {
  const journal = checkJournal(text);
  expect(journal.entries).toEqual(entries.map((entry, index) => ({ number: index + 1, ...entry })));
  expect(journal).toMatchObject({ brokenAt: null, tornLines: 0, end });
  expect(lines.map((line) => JSON.parse(line).entry.number)).toEqual([1, 2, 3, 4]);
  const more = chainEntries([sampleEntry({ action: 'deleted' })], end);
  expect(more.end.number).toBe(5);
  expect(checkJournal(text + more.text)).toMatchObject({ brokenAt: null, end: more.end });
});

it('parses only the rest after a known start, and everything if the start differs', () => {
  const known = checkJournal(`${lines[0]}\n${lines[1]}\n`);
  expect(checkJournal(text, known)).toEqual(checkJournal(text));
  const changed = text.replace('authkey.2', 'authkey.9');
  expect(checkJournal(changed, known)).toEqual(checkJournal(changed));
  expect(checkJournal(changed, known).brokenAt).toBe(2);
  const torn = checkJournal(`${lines[0]}\n${lines[1]?.slice(0, 40)}`);
  expect(checkJournal(text, torn)).toEqual(checkJournal(text));
});

it('does not parse a known start again', () => {
  const known = checkJournal(`${lines.slice(0, 3).join('\n')}\n`);
  expect(checkJournal(text, { ...known, tornLines: 7 })).toMatchObject({ tornLines: 7, brokenAt: null, end });
});

describe('the chain detects', () => {
  const [first = '', second = '', third = '', fourth = ''] = lines;
  const forged = chainEntries([sampleEntry({ keyId: 'forged' })], { number: 4, hash: 'f'.repeat(64) }).text;
  it.each([
    ['a removed first line', join([second, third, fourth]), 1],
    ['a removed line', join([first, third, fourth]), 2],
    ['two swapped lines', join([first, third, second, fourth]), 2],
    ['a changed word', join([first, second, third.replace('svc.erp', 'svc.crm'), fourth]), 3],
    ['a changed hash', join([first, second.replace(/"hash":"./, '"hash":"x'), third, fourth]), 2],
    ['a changed number', join([first, second.replace('"number":2', '"number":3'), third, fourth]), 2],
    ['a repeated line', join([first, first, second, third, fourth]), 2],
    ['an added field', join([first, second.replace('"number"', '"more":1,"number"'), third, fourth]), 2],
    ['a space inside an entry', join([first, second.replace('"number":', '"number": '), third, fourth]), 2],
    ['a replaced line', join([first, 'nothing', third, fourth]), 2],
    ['an entry appended by hand', text + forged, 5],
  ])('%s', (_name, changed, brokenAt) => {
    expect(checkJournal(changed).brokenAt).toBe(brokenAt);
  });
});

it('an incomplete line is counted, at the end and before later entries, and does not break the chain', () => {
  const torn = `${lines[0]}\n${lines[1]?.slice(0, 40)}`;
  const journal = checkJournal(torn);
  expect(journal).toMatchObject({ brokenAt: null, tornLines: 1, end: { number: 1 } });
  const more = chainEntries([sampleEntry({})], journal.end).text;
  const longer = { brokenAt: null, tornLines: 1, end: { number: 2 } };
  expect(checkJournal(`${torn}\n${more}`)).toMatchObject(longer);
});

it('a journal is intact if only its last line break is missing, or if it is empty', () => {
  expect(checkJournal(text.trimEnd())).toMatchObject({ brokenAt: null, tornLines: 0, end });
  expect(checkJournal('')).toMatchObject({ entries: [], brokenAt: null, tornLines: 0, end: CHAIN_START });
});

it('does not parse other texts as a seal', () => {
  expect(parseSeal(JSON.stringify({ ...end, from: 1 }))).toEqual({ ...end, from: 1 });
  expect(parseSeal('a password')).toBeNull();
  expect(parseSeal('{"number":-1,"hash":"","from":1}')).toBeNull();
});
