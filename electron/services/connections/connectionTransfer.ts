import { z } from 'zod';
import { isPlainHttpToAnotherMachine } from '../../../shared/model/address.ts';
import { type StoredConnection, storedConnectionSchema } from '../../../shared/model/connection.ts';
import type {
  ConnectionExport,
  ConnectionImport,
  ImportedNotes,
  RejectedConnection,
} from '../../../shared/model/connectionTransfer.ts';
import { type KeyNote, keyNoteSchema, type KeyNotes as Notes } from '../../../shared/model/keyNote.ts';
import type { FileDialogs, ReadCertificates, UserFiles } from '../../ports.ts';
import type { KeyNotes } from '../keys/keyNotes.ts';
import { isSameAccount } from '../secrets/credentials.ts';
import { connectionFileText, readConnectionFile } from './connectionFile.ts';
import type { Connections } from './connections.ts';

/** Maximum size of a file, in bytes. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Dependencies of {@link ConnectionTransfer}. */
export interface ConnectionTransferOptions {
  readonly connections: Connections;
  readonly keyNotes: Pick<KeyNotes, 'list' | 'merge'>;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly readCertificates: ReadCertificates;
}

/** Exports the connections to a file that the user chooses, and imports them from one. */
export class ConnectionTransfer {
  readonly #options: ConnectionTransferOptions;

  constructor(options: ConnectionTransferOptions) {
    this.#options = options;
  }

  /**
   * Saves all connections with the notes about their keys, without passwords; `null` if cancelled.
   * @param fileKind name of the file type in the language of the window.
   * @throws AppError `FILE_NOT_SAVED`.
   */
  async save(fileKind: string): Promise<ConnectionExport | null> {
    const { connections, keyNotes, fileDialogs, userFiles } = this.#options;
    const filter = { name: fileKind, extensions: ['json'] };
    const file = await fileDialogs.chooseSaveFile({ suggestedName: 'keydesk-connections.json', filter });
    if (file === null) {
      return null;
    }
    let notes = 0;
    let lacksNotes = false;
    const listed = connections.stored.map(({ id, ...connection }) => {
      const list = keyNotes.list(id);
      notes += list.notes.size;
      lacksNotes ||= list.notes.size === 0 && list.problem !== null;
      return { ...withoutPersonalDecisions(connection), ...notesInFile(list.notes) };
    });
    await userFiles.write(file, connectionFileText(listed));
    return {
      fileName: userFiles.nameOf(file),
      count: listed.length,
      ...(notes > 0 ? { notes } : {}),
      ...(lacksNotes ? { lacksNotes } : {}),
    };
  }

  /**
   * Adds the connections of a file that are not known yet; `null` if cancelled. The others are skipped and reported. The
   * notes of all of them are added to those that exist.
   * @throws AppError `FILE_NOT_READ`, `VALIDATION` for an invalid file (see {@link readConnectionFile}); then nothing
   * was added.
   */
  async load(fileKind: string): Promise<ConnectionImport | null> {
    const { connections, fileDialogs, userFiles } = this.#options;
    const file = await fileDialogs.chooseOpenFile({ filter: { name: fileKind, extensions: ['json'] } });
    if (file === null) {
      return null;
    }
    const entries = readConnectionFile(await userFiles.read(file, MAX_FILE_BYTES));
    const added: StoredConnection[] = [];
    const rejected: RejectedConnection[] = [];
    const noted: NotedConnection[] = [];
    let known = 0;
    for (const entry of entries) {
      const checked = this.#check(entry);
      if (typeof checked === 'string') {
        rejected.push({ name: nameOf(entry), problem: checked });
        continue;
      }
      const same = [...connections.stored, ...added].find((other) => isSameAccount(other, checked));
      if (same === undefined) {
        added.push(checked);
      } else {
        known += 1;
      }
      noted.push({ connectionId: (same ?? checked).id, ...readNotes(entry) });
    }
    if (added.length > 0) {
      connections.addWithoutPasswords(added);
    }
    const notes = await this.#mergeNotes(noted);
    return { added: added.length, known, rejected, ...(notes === null ? {} : { notes }) };
  }

  /** Adds the notes of a file; `null` if it has none. */
  async #mergeNotes(noted: readonly NotedConnection[]): Promise<ImportedNotes | null> {
    const total = { added: 0, kept: 0, invalid: 0, notSaved: 0 };
    for (const { connectionId, notes, invalid } of noted) {
      const { added, kept, notSaved } = await this.#options.keyNotes.merge(connectionId, notes);
      total.added += added;
      total.kept += kept;
      total.invalid += invalid;
      total.notSaved += notSaved;
    }
    return Object.values(total).some((count) => count > 0) ? total : null;
  }

  #check(entry: Readonly<Record<string, unknown>>): StoredConnection | RejectedConnection['problem'] {
    if (isPlainHttpToAnotherMachine(String(entry.address))) {
      return 'plainHttp';
    }
    const parsed = storedConnectionSchema.safeParse({
      ...entry,
      id: crypto.randomUUID(),
      acknowledgesPlainHttp: false,
      keepsKeySecrets: false,
    });
    if (!parsed.success) {
      return 'invalid';
    }
    try {
      if (parsed.data.caCertificate !== null) {
        this.#options.readCertificates(parsed.data.caCertificate);
      }
      return parsed.data;
    } catch {
      return 'invalid';
    }
  }
}

/** The notes of one connection in a file. */
interface NotedConnection {
  readonly connectionId: string;
  readonly notes: Notes;
  /** Number of entries that are no notes. */
  readonly invalid: number;
}

const noteEntrySchema = z.object({ token: z.string().min(1).max(1_000) }).loose();

function notesInFile(notes: Notes): { readonly notes?: readonly object[] } {
  return notes.size === 0 ? {} : { notes: [...notes].map(([token, note]) => ({ token, ...note })) };
}

function readNotes({ notes: written = [] }: Readonly<Record<string, unknown>>): Omit<NotedConnection, 'connectionId'> {
  const notes = new Map<string, KeyNote>();
  let invalid = 0;
  for (const entry of Array.isArray(written) ? written : [written]) {
    const parsed = noteEntrySchema.safeParse(entry);
    const { token, ...fields } = parsed.success ? parsed.data : { token: '' };
    const note = keyNoteSchema.safeParse(fields);
    if (parsed.success && note.success) {
      notes.set(token, note.data);
    } else {
      invalid += 1;
    }
  }
  return { notes, invalid };
}

/** Leaves out decisions that each user has to make: unencrypted HTTP, and secrets cached on the computer. */
function withoutPersonalDecisions(connection: Omit<StoredConnection, 'id'>) {
  const { acknowledgesPlainHttp: _acknowledged, keepsKeySecrets: _kept, ...carried } = connection;
  return carried;
}

function nameOf({ name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' ? name.slice(0, 80) : '';
}
