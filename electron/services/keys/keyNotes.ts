import { Mutex } from 'async-mutex';
import type { StorageProblem } from '../../../shared/model/appState.ts';
import { isEmptyNote, type KeyNote, type KeyNotes as Notes } from '../../../shared/model/keyNote.ts';
import { AppError } from '../../../shared/result.ts';
import type { DamagedFile, KeyNoteStore, Publish, StorageFault, StoredNotes } from '../../ports.ts';

/** Dependencies of {@link KeyNotes}. */
export interface KeyNotesOptions {
  readonly store: KeyNoteStore;
  /** Name of a connection; `null` if there is no such connection. */
  readonly nameOf: (connectionId: string) => string | null;
  readonly publish: Publish;
}

/** The notes of a connection, and what is wrong with their file. */
export interface NoteList {
  readonly notes: Notes;
  /** The damaged file that was set aside in this run, or `null`. */
  readonly damaged: DamagedFile | null;
  /** Why notes cannot be changed; `null` if they can. */
  readonly problem: StorageProblem | null;
}

/** Result of {@link KeyNotes.merge}. */
export interface MergedNotes {
  readonly added: number;
  /** Number of keys that had a note already, which was kept. */
  readonly kept: number;
  /** Number of notes that could not be written. */
  readonly notSaved: number;
}

/**
 * Notes about keys, by connection and token. They stay on this computer and are never sent to an installation. The note of a
 * key that is gone from the list is kept: the list may be restored.
 */
export class KeyNotes {
  readonly #options: KeyNotesOptions;
  readonly #read = new Map<string, StoredNotes>();
  /** Serializes the changes: each writes all notes of a connection. */
  readonly #changes = new Mutex();

  constructor(options: KeyNotesOptions) {
    this.#options = options;
  }

  /** Returns the notes of a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  list(connectionId: string): NoteList {
    const { notes, damaged, fault } = this.#notesOf(connectionId);
    return { notes, damaged, problem: fault?.problem ?? null };
  }

  /**
   * Replaces the note of a key; an empty one removes it.
   * @throws AppError `CONNECTION_UNKNOWN`, `NOTE_NOT_SAVED`; then the notes are unchanged.
   */
  save(connectionId: string, token: string, note: KeyNote): Promise<void> {
    return this.#change(connectionId, (notes) => {
      if (isEmptyNote(note)) {
        notes.delete(token);
      } else {
        notes.set(token, note);
      }
    });
  }

  /** Removes the notes of some keys. @throws AppError as {@link save}. */
  remove(connectionId: string, tokens: readonly string[]): Promise<void> {
    return this.#change(connectionId, (notes) => {
      for (const token of tokens) {
        notes.delete(token);
      }
    });
  }

  /** Adds notes to those of a connection; a key that has one keeps it. @throws AppError `CONNECTION_UNKNOWN`. */
  async merge(connectionId: string, imported: Notes): Promise<MergedNotes> {
    const before = this.#notesOf(connectionId).notes;
    const added = [...imported].filter(([token, note]) => !before.has(token) && !isEmptyNote(note));
    const kept = imported.size - added.length;
    if (added.length === 0) {
      return { added: 0, kept, notSaved: 0 };
    }
    try {
      await this.#change(connectionId, (notes) => {
        for (const [token, note] of added) {
          notes.set(token, notes.get(token) ?? note);
        }
      });
      return { added: added.length, kept, notSaved: 0 };
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOTE_NOT_SAVED') {
        return { added: 0, kept, notSaved: added.length };
      }
      throw error;
    }
  }

  /** Removes the notes of a removed connection. @throws Error if some of them are still on the disk. */
  async forget(connectionId: string): Promise<void> {
    await this.#changes.runExclusive(async () => {
      this.#read.delete(connectionId);
      await this.#options.store.remove(connectionId);
    });
  }

  /** Removes the notes of all other connections, which an earlier run could not remove. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#changes.runExclusive(() => this.#options.store.keepOnly(connectionIds));
  }

  /** Resolves when the last change is written. */
  async close(): Promise<void> {
    await this.#changes.waitForUnlock();
  }

  async #change(connectionId: string, change: (notes: Map<string, KeyNote>) => void): Promise<void> {
    await this.#changes.runExclusive(async () => {
      const before = this.#notesOf(connectionId);
      const notes = new Map(before.notes);
      change(notes);
      const fault = await this.#options.store.write(connectionId, notes);
      if (fault !== null) {
        throw notSaved(fault);
      }
      this.#read.set(connectionId, { ...before, notes });
    });
    this.#options.publish('notes:changed');
  }

  #notesOf(connectionId: string): StoredNotes {
    const { nameOf, store } = this.#options;
    if (nameOf(connectionId) === null) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    const read = this.#read.get(connectionId) ?? store.read(connectionId);
    this.#read.set(connectionId, read);
    return read;
  }
}

function notSaved({ problem, code }: StorageFault): AppError {
  return new AppError('NOTE_NOT_SAVED', `The notes could not be saved: ${problem}.`, { detail: code ?? problem });
}
