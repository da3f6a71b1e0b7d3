import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { ProtectedFileFormat, SavedProtectedFile } from '../../../shared/model/protectedFile.ts';
import type { SnippetKind } from '../../../shared/model/snippet.ts';
import { AppError } from '../../../shared/result.ts';
import type { EncryptFile, FileDialogs, Logger, UserFiles } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';
import type { Keys } from '../keys/keys.ts';
import type { KeyClipboard } from '../secrets/keyClipboard.ts';
import { makePassphrase } from './makePassphrase.ts';
import { protectedContent } from './protectedContent.ts';
import { renderSnippet } from './snippets/renderSnippet.ts';

/** Dependencies of {@link ProtectedFiles}. */
export interface ProtectedFilesOptions {
  readonly connections: () => readonly ConnectionSummary[];
  readonly keys: Pick<Keys, 'factsOf' | 'tokenOf' | 'readSecret'>;
  readonly keyClipboard: Pick<KeyClipboard, 'copyPassphrase'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseSaveFile'>;
  readonly userFiles: Pick<UserFiles, 'write' | 'exists' | 'nameOf' | 'folderNameOf'>;
  readonly encryptFile: EncryptFile;
  readonly logger: Pick<Logger, 'redact'>;
}

/** What a protected file is to contain. */
export interface ProtectedFileRequest {
  readonly format: ProtectedFileFormat;
  /** A ready call with the secret key; `null` for none. */
  readonly snippet: SnippetKind | null;
  /** Language of its labels and of the words of a made passphrase. */
  readonly language: Language;
}

/**
 * Hands keys over in files that are encrypted with a passphrase. The secret key goes from the installation or the keychain
 * to the process that encrypts, and neither to the window nor to a temporary file.
 */
export class ProtectedFiles {
  readonly #options: ProtectedFilesOptions;
  /** The file that is being saved. */
  #saving: AbortController | null = null;
  /** The last made passphrase, while the window shows it. */
  #shown: { readonly connectionId: string; readonly passphrase: string } | null = null;

  constructor(options: ProtectedFilesOptions) {
    this.#options = options;
  }

  /**
   * Saves a key to a file that the user chooses.
   * @param typed passphrase; `null` to have one made, which is returned and can be copied until {@link end}.
   * @param fileKind name of the file type in the file dialog.
   * @returns `null` if the user cancelled.
   * @throws AppError as {@link write}; `LOCKED` if the application was locked meanwhile.
   */
  async save(
    connectionId: string,
    key: KeyReference,
    {
      typed,
      fileKind,
      ...request
    }: ProtectedFileRequest & { readonly typed: string | null; readonly fileKind: string },
  ): Promise<SavedProtectedFile | null> {
    const { keys, fileDialogs, userFiles } = this.#options;
    this.end();
    const saving = new AbortController();
    this.#saving = saving;
    try {
      const { format, language } = request;
      const suggestedName = `keydesk-${fileNamePart(keys.factsOf(connectionId, key)?.username ?? '')}.${format}`;
      const filter = { name: fileKind, extensions: [format] };
      const chosen = await fileDialogs.chooseSaveFile({ suggestedName, filter });
      if (chosen === null || saving.signal.aborted) {
        return orLocked(saving.signal);
      }
      const isComplete = chosen.toLowerCase().endsWith(`.${format}`);
      const path = isComplete ? chosen : await completeName(chosen, format, userFiles);
      const made = typed === null ? makePassphrase(language) : null;
      const passphrase = typed ?? made?.passphrase ?? '';
      await this.#write(connectionId, key, { ...request, path, passphrase }, saving.signal);
      this.#shown = made === null ? null : { connectionId, passphrase };
      return { fileName: userFiles.nameOf(path), folderName: userFiles.folderNameOf(path), made };
    } catch (error) {
      if (saving.signal.aborted) {
        return orLocked(saving.signal);
      }
      throw error;
    } finally {
      if (this.#saving === saving) {
        this.#saving = null;
      }
    }
  }

  /**
   * Writes a key to a file at a path.
   * @param file `replaces`: whether an existing file may be replaced.
   * @throws AppError `FILE_NOT_SAVED`, with `EEXIST` as `detail` for an existing file; `CONNECTION_UNKNOWN`, `NOT_FOUND`,
   * `KEY_REPLACED`, and as `Keys.readSecret`. Then nothing was written.
   */
  async write(
    connectionId: string,
    key: KeyReference,
    { replaces, ...file }: ProtectedFileRequest & ProtectedFileTarget & { readonly replaces: boolean },
  ): Promise<void> {
    if (!replaces && (await this.#options.userFiles.exists(file.path))) {
      throw new AppError('FILE_NOT_SAVED', 'There is a file of this name.', { detail: 'EEXIST' });
    }
    await this.#write(connectionId, key, file, new AbortController().signal);
  }

  /**
   * Copies the passphrase that the window shows; it is cleared like a copied secret.
   * @returns the instant at which it is cleared, ISO 8601 in UTC; `null` for never.
   * @throws AppError `NOT_FOUND` if it is no longer shown.
   */
  copyPassphrase(): Promise<string | null> {
    return this.#options.keyClipboard.copyPassphrase(() => {
      if (this.#shown === null) {
        throw new AppError('NOT_FOUND', 'There is no passphrase to copy.');
      }
      return this.#shown;
    });
  }

  /** Stops a file that is being saved, and forgets the passphrase that the window showed. */
  end(): void {
    this.#saving?.abort();
    this.#shown = null;
  }

  /** {@link end}, because the application is locked. */
  lock(): void {
    this.#saving?.abort(new AppError('LOCKED', 'KeyDesk was locked before the file was saved.'));
    this.end();
  }

  async #write(
    connectionId: string,
    key: KeyReference,
    { path, passphrase, format, snippet: kind, language }: ProtectedFileRequest & ProtectedFileTarget,
    signal: AbortSignal,
  ): Promise<void> {
    const { connections, keys, userFiles, encryptFile, logger } = this.#options;
    logger.redact(passphrase);
    const connection = connections().find(({ id }) => id === connectionId);
    if (connection === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    const token = keys.tokenOf(connectionId, key);
    const facts = keys.factsOf(connectionId, key);
    if (facts === null) {
      throw new AppError('NOT_FOUND', 'The key is not in the list.');
    }
    const secretKey = await keys.readSecret(connectionId, key);
    signal.throwIfAborted();
    const { address, servicePath } = connection;
    const values = { address, servicePath, token, secret: secretKey, language };
    const snippet = kind === null ? [] : renderSnippet(kind, values);
    const content = protectedContent({ connection, facts, secretKey, snippet }, format, language);
    const bytes = await encryptFile(content, passphrase, signal);
    signal.throwIfAborted();
    await userFiles.write(path, bytes);
  }
}

/** Where a file is written, and what opens it. */
export interface ProtectedFileTarget {
  /** Absolute path. */
  readonly path: string;
  readonly passphrase: string;
}

/** The result of a cancelled call: `null`, or the reason if the application was locked. */
function orLocked(signal: AbortSignal): null {
  if (signal.reason instanceof AppError) {
    throw signal.reason;
  }
  return null;
}

/** A user name as a part of a file name in every system. */
function fileNamePart(username: string): string {
  const safe = username
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_')
    .slice(0, 60)
    .toWellFormed();
  return /[\p{L}\p{N}]/u.test(safe) ? safe : 'key';
}
