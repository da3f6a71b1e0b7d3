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

it('writes lines of JSON that it reads back, numbered from 1, and goes on where it ended', () => {
  const journal = checkJournal(text);
  expect(journal.entries).toEqual(entries.map((entry, index) => ({ number: index + 1, ...entry })));
  expect(journal).toMatchObject({ brokenAt: null, tornLines: 0, end });
  expect(lines.map((line) => JSON.parse(line).entry.number)).toEqual([1, 2, 3, 4]);
  const more = chainEntries([sampleEntry({ action: 'deleted' })], end);
  expect(more.end.number).toBe(5);
  expect(checkJournal(text + more.text)).toMatchObject({ brokenAt: null, end: more.end });
});

it('reads on from what is known, and anew where the text does not begin with that', () => {
  const known = checkJournal(`${lines[0]}\n${lines[1]}\n`);
  expect(checkJournal(text, known)).toEqual(checkJournal(text));
  const changed = text.replace('authkey.2', 'authkey.9');
  expect(checkJournal(changed, known)).toEqual(checkJournal(changed));
  expect(checkJournal(changed, known).brokenAt).toBe(2);
  const torn = checkJournal(`${lines[0]}\n${lines[1]?.slice(0, 40)}`);
  expect(checkJournal(text, torn)).toEqual(checkJournal(text));
});

it('does not read again what was read before', () => {
  const known = checkJournal(`${lines.slice(0, 3).join('\n')}\n`);
  expect(checkJournal(text, { ...known, tornLines: 7 })).toMatchObject({ tornLines: 7, brokenAt: null, end });
});

describe('the chain shows', () => {
  const [first = '', second = '', third = '', fourth = ''] = lines;
  const forged = chainEntries([sampleEntry({ keyId: 'forged' })], { number: 4, hash: 'f'.repeat(64) }).text;
  it.each([
    ['a removed first line', join([second, third, fourth]), 1],
    ['a removed line', join([first, third, fourth]), 2],
    ['two lines that changed places', join([first, third, second, fourth]), 2],
    ['a changed word', join([first, second, third.replace('svc.erp', 'svc.crm'), fourth]), 3],
    ['a changed hash', join([first, second.replace(/"hash":"./, '"hash":"x'), third, fourth]), 2],
    ['a changed number', join([first, second.replace('"number":2', '"number":3'), third, fourth]), 2],
    ['a repeated line', join([first, first, second, third, fourth]), 2],
    ['a field that was added', join([first, second.replace('"number"', '"more":1,"number"'), third, fourth]), 2],
    ['a space inside an entry', join([first, second.replace('"number":', '"number": '), third, fourth]), 2],
    ['a line in the place of another', join([first, 'nothing', third, fourth]), 2],
    ['an entry that was added by hand', text + forged, 5],
  ])('%s', (_name, changed, brokenAt) => {
    expect(checkJournal(changed).brokenAt).toBe(brokenAt);
  });
});

it('a line that was cut off is counted at the end and when the journal goes on behind it, and breaks nothing', () => {
  const torn = `${lines[0]}\n${lines[1]?.slice(0, 40)}`;
  const journal = checkJournal(torn);
  expect(journal).toMatchObject({ brokenAt: null, tornLines: 1, end: { number: 1 } });
  const more = chainEntries([sampleEntry({})], journal.end).text;
  const longer = { brokenAt: null, tornLines: 1, end: { number: 2 } };
  expect(checkJournal(`${torn}\n${more}`)).toMatchObject(longer);
});

it('a journal is complete when only its last line break is missing, or when it is empty', () => {
  expect(checkJournal(text.trimEnd())).toMatchObject({ brokenAt: null, tornLines: 0, end });
  expect(checkJournal('')).toMatchObject({ entries: [], brokenAt: null, tornLines: 0, end: CHAIN_START });
});

it('takes no other text for a seal', () => {
  expect(parseSeal(JSON.stringify({ ...end, from: 1 }))).toEqual({ ...end, from: 1 });
  expect(parseSeal('a password')).toBeNull();
  expect(parseSeal('{"number":-1,"hash":"","from":1}')).toBeNull();
});
