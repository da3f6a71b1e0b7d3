/** The port of the notes about keys; re-exported by `ports.ts`. */
import type { KeyNotes } from '../shared/model/keyNote.ts';
import type { DamagedFile, StorageFault } from './ports.ts';

/** The notes of one connection as found on the disk. */
export interface StoredNotes {
  readonly notes: KeyNotes;
  /** The damaged file that was set aside, or `null`. */
  readonly damaged: DamagedFile | null;
  /** Why the file must not be replaced; `null` if it may be. */
  readonly fault: StorageFault | null;
}

/** The notes about keys on disk, one file per connection. */
export interface KeyNoteStore {
  /** Reads the notes of a connection. A damaged file is set aside. Never throws. */
  read(connectionId: string): StoredNotes;
  /** Replaces the notes of a connection. On failure, returns why and leaves the file unchanged. */
  write(connectionId: string, notes: KeyNotes): Promise<StorageFault | null>;
  /** Removes all files of a connection, copies included. No-op if there is none. @throws Error if one is still there. */
  remove(connectionId: string): Promise<void>;
  /** Removes the files of all other connections and the remains of interrupted writes. Never rejects. */
  keepOnly(connectionIds: readonly string[]): Promise<void>;
}
