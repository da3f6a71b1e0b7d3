import { expect, it } from 'vitest';
import { EMPTY_NOTE, type KeyNote } from '../../../../shared/model/keyNote.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/model/settings.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const TOKEN = '0123456789abcdef0123456700000001';
const OTHER = '0123456789abcdef0123456700000002';
const note = (owner: string): KeyNote => ({ ...EMPTY_NOTE, owner });
const notesOf = (connectionId: string) => [...services.keyNotes.list(connectionId).notes];

startBeforeEach();

it('keeps the notes of each connection by token across restarts', async () => {
  const id = await addConnection();
  await services.keyNotes.save('sample', TOKEN, note('Anna'));
  await services.keyNotes.save(id, TOKEN, note('Boris'));
  await services.close();
  startAgain();
  expect(notesOf('sample')).toEqual([[TOKEN, note('Anna')]]);
  expect(notesOf(id)).toEqual([[TOKEN, note('Boris')]]);
});

it('an empty note removes the one of the key, and only that', async () => {
  await services.keyNotes.save('sample', TOKEN, note('Anna'));
  await services.keyNotes.save('sample', OTHER, note('Boris'));
  await services.keyNotes.save('sample', TOKEN, EMPTY_NOTE);
  expect(notesOf('sample')).toEqual([[OTHER, note('Boris')]]);
  await services.keyNotes.remove('sample', [OTHER, 'unknown']);
  expect(notesOf('sample')).toEqual([]);
  expect(memory.published.filter((event) => event === 'notes:changed')).toHaveLength(4);
});

it('changes at the same time lose none', async () => {
  const tokens = Array.from({ length: 20 }, (_, place) => `token${place}`);
  await Promise.all(tokens.map((token) => services.keyNotes.save('sample', token, note(token))));
  expect(notesOf('sample')).toEqual(tokens.map((token) => [token, note(token)]));
  expect([...(memory.keyNoteStore.notes.get('sample') ?? [])]).toEqual(notesOf('sample'));
});

it('keeps the note of a key that is no longer listed', async () => {
  await services.keyNotes.save('sample', TOKEN, note('Anna'));
  memory.adminApi.keys.clear();
  await services.keys.list('sample', null, true);
  expect(notesOf('sample')).toEqual([[TOKEN, note('Anna')]]);
});

it('removes the notes with their connection, at the next start if they cannot be removed now', async () => {
  const [id, locked] = [await addConnection(), await addConnection({ username: 'other' })];
  for (const connection of [id, locked]) {
    await services.keyNotes.save(connection, TOKEN, note('Anna'));
  }
  await services.connections.remove(id);
  expect(memory.keyNoteStore.notes.has(id)).toBe(false);
  expect(() => services.keyNotes.list(id)).toThrowError(expect.objectContaining({ code: 'CONNECTION_UNKNOWN' }));

  memory.keyNoteStore.fault = { problem: 'notPermitted', code: 'EACCES' };
  expect(await services.connections.remove(locked)).toMatchObject({ listRemoved: false });
  memory.keyNoteStore.fault = null;
  startAgain();
  await expect.poll(() => [...memory.keyNoteStore.notes.keys()]).toEqual([]);
});

it('removes no notes while the settings, which name the connections, are lost', async () => {
  const id = await addConnection();
  await services.keyNotes.save(id, TOKEN, note('Anna'));
  memory.settingsStore.damaged = { savedAs: 'settings.damaged.json', isRestored: false };
  memory.settingsStore.stored = DEFAULT_SETTINGS;
  startAgain();
  await services.keyNotes.close();
  expect(memory.keyNoteStore.notes.has(id)).toBe(true);
});

it('fault 158: a full disk leaves the notes unchanged and is reported', async () => {
  await services.keyNotes.save('sample', TOKEN, note('Anna'));
  memory.keyNoteStore.fault = { problem: 'diskFull', code: 'ENOSPC' };
  await expect(services.keyNotes.save('sample', TOKEN, note('Boris'))).rejects.toMatchObject({
    code: 'NOTE_NOT_SAVED',
    detail: 'ENOSPC',
  });
  expect(notesOf('sample')).toEqual([[TOKEN, note('Anna')]]);
  memory.keyNoteStore.fault = null;
  await services.keyNotes.save('sample', OTHER, note('Boris'));
  expect(notesOf('sample')).toEqual([
    [TOKEN, note('Anna')],
    [OTHER, note('Boris')],
  ]);
});

it('fault 158: the notes of a newer version are shown, and the reason why they cannot be changed', () => {
  memory.keyNoteStore.notes.set('sample', new Map([[TOKEN, note('Anna')]]));
  memory.keyNoteStore.fault = { problem: 'newerVersion', code: null };
  expect(services.keyNotes.list('sample')).toEqual({
    notes: new Map([[TOKEN, note('Anna')]]),
    damaged: null,
    problem: 'newerVersion',
  });
});

it('merges imported notes: a key that has one keeps it', async () => {
  await services.keyNotes.save('sample', TOKEN, note('Anna'));
  const imported = new Map([
    [TOKEN, note('Boris')],
    [OTHER, note('Vera')],
    ['empty', EMPTY_NOTE],
  ]);
  expect(await services.keyNotes.merge('sample', imported)).toEqual({ added: 1, kept: 2, notSaved: 0 });
  expect(notesOf('sample')).toEqual([
    [TOKEN, note('Anna')],
    [OTHER, note('Vera')],
  ]);
  memory.keyNoteStore.fault = { problem: 'diskFull', code: 'ENOSPC' };
  expect(await services.keyNotes.merge('sample', new Map([['new', note('Gleb')]]))).toEqual({
    added: 0,
    kept: 0,
    notSaved: 1,
  });
});
