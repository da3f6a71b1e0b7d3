import { isPlainHttpToAnotherMachine } from '../../../shared/model/address.ts';
import { type StoredConnection, storedConnectionSchema } from '../../../shared/model/connection.ts';
import type { ConnectionImport, RejectedConnection } from '../../../shared/model/connectionTransfer.ts';
import type { FileDialogs, ReadCertificates, UserFiles } from '../../ports.ts';
import { isSameAccount } from '../secrets/credentials.ts';
import { connectionFileText, readConnectionFile } from './connectionFile.ts';
import type { Connections } from './connections.ts';

/** Maximum size of a file, in bytes. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Dependencies of {@link ConnectionTransfer}. */
export interface ConnectionTransferOptions {
  readonly connections: Connections;
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
   * Saves all connections without their passwords; `null` if cancelled.
   * @param fileKind name of the file type in the language of the window.
   * @throws AppError `FILE_NOT_SAVED`.
   */
  async save(fileKind: string): Promise<{ fileName: string; count: number } | null> {
    const { connections, fileDialogs, userFiles } = this.#options;
    const filter = { name: fileKind, extensions: ['json'] };
    const file = await fileDialogs.chooseSaveFile({ suggestedName: 'keydesk-connections.json', filter });
    if (file === null) {
      return null;
    }
    const listed = connections.stored.map(({ id: _id, ...connection }) => withoutPersonalDecisions(connection));
    await userFiles.write(file, connectionFileText(listed));
    return { fileName: userFiles.nameOf(file), count: listed.length };
  }

  /**
   * Adds the connections of a file that are not known yet; `null` if cancelled. The others are skipped and reported.
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
    let known = 0;
    for (const entry of entries) {
      const checked = this.#check(entry);
      if (typeof checked === 'string') {
        rejected.push({ name: nameOf(entry), problem: checked });
      } else if ([...connections.stored, ...added].some((other) => isSameAccount(other, checked))) {
        known += 1;
      } else {
        added.push(checked);
      }
    }
    if (added.length > 0) {
      connections.addWithoutPasswords(added);
    }
    return { added: added.length, known, rejected };
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

/** Leaves out decisions that each user has to make: unencrypted HTTP, and secrets cached on the computer. */
function withoutPersonalDecisions(connection: Omit<StoredConnection, 'id'>) {
  const { acknowledgesPlainHttp: _acknowledged, keepsKeySecrets: _kept, ...carried } = connection;
  return carried;
}

function nameOf({ name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' ? name.slice(0, 80) : '';
}
