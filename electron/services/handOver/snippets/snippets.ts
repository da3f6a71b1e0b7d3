import type { ConnectionSummary } from '../../../../shared/model/connection.ts';
import type { KeyReference } from '../../../../shared/model/key.ts';
import type { Language } from '../../../../shared/model/language.ts';
import type { SavedSnippet, SnippetKind, SnippetPart } from '../../../../shared/model/snippet.ts';
import { AppError } from '../../../../shared/result.ts';
import type { FileDialogs, UserFiles } from '../../../ports.ts';
import type { Keys } from '../../keys/keys.ts';
import type { KeyClipboard } from '../../secrets/keyClipboard.ts';
import { renderSnippet } from './renderSnippet.ts';

/** Dependencies of {@link Snippets}. */
export interface SnippetsOptions {
  readonly connections: () => readonly ConnectionSummary[];
  readonly keys: Pick<Keys, 'tokenOf' | 'readSecret'>;
  readonly keyClipboard: Pick<KeyClipboard, 'copyText' | 'copyWithSecret'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseSaveFile'>;
  readonly userFiles: Pick<UserFiles, 'write' | 'nameOf' | 'folderNameOf'>;
}

/** A snippet for a key. */
export interface SnippetRequest {
  readonly kind: SnippetKind;
  /** Language of the comments. */
  readonly language: Language;
}

/** One file of a snippet. */
export interface SnippetPartRequest extends SnippetRequest {
  /** Number of the file, from 0. */
  readonly part: number;
}

/** PowerShell 5.1 reads a file without this mark in the code page of the system. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Ready signed calls for the keys of a connection. All methods throw AppError `NOT_FOUND`, `KEY_REPLACED` or
 * `CONNECTION_UNKNOWN`.
 */
export class Snippets {
  readonly #options: SnippetsOptions;

  constructor(options: SnippetsOptions) {
    this.#options = options;
  }

  /** Returns the files of a snippet with a placeholder for the secret key. */
  render(connectionId: string, key: KeyReference, request: SnippetRequest): readonly SnippetPart[] {
    return this.#render(connectionId, key, request, null);
  }

  /**
   * Returns the files of a snippet with the secret key. They must not reach the window.
   * @throws AppError also as `Keys.readSecret`.
   */
  async renderWithSecret(
    connectionId: string,
    key: KeyReference,
    request: SnippetRequest,
  ): Promise<readonly SnippetPart[]> {
    const secret = await this.#options.keys.readSecret(connectionId, key);
    return this.#render(connectionId, key, request, secret);
  }

  /** Copies one file with a placeholder for the secret key. */
  copy(connectionId: string, key: KeyReference, request: SnippetPartRequest): Promise<void> {
    return this.#options.keyClipboard.copyText(() => this.#part(connectionId, key, request, null).text);
  }

  /**
   * Copies one file with the secret key, which is cleared like a copied secret.
   * @returns the instant at which it is cleared, ISO 8601 in UTC; `null` for never.
   * @throws AppError also as `Keys.readSecret`.
   */
  copyWithSecret(connectionId: string, key: KeyReference, request: SnippetPartRequest): Promise<string | null> {
    return this.#options.keyClipboard.copyWithSecret(
      connectionId,
      key,
      (secret) => this.#part(connectionId, key, request, secret).text,
    );
  }

  /**
   * Saves one file with a placeholder for the secret key. @param fileKind name of the file type in the file dialog.
   * @returns `null` if the user cancelled. @throws AppError also `FILE_NOT_SAVED`.
   */
  async save(
    connectionId: string,
    key: KeyReference,
    request: SnippetPartRequest,
    fileKind: string,
  ): Promise<SavedSnippet | null> {
    const { fileDialogs, userFiles } = this.#options;
    const { name, text } = this.#part(connectionId, key, request, null);
    const [, extension] = /.\.(\w+)$/.exec(name) ?? [];
    const file = await fileDialogs.chooseSaveFile({
      suggestedName: name,
      filter: { name: fileKind, extensions: [extension ?? '*'] },
    });
    if (file === null) {
      return null;
    }
    await userFiles.write(file, request.kind === 'powerShell' ? BYTE_ORDER_MARK + text : text);
    return { fileName: userFiles.nameOf(file), folderName: userFiles.folderNameOf(file) };
  }

  #part(
    connectionId: string,
    key: KeyReference,
    { part, ...request }: SnippetPartRequest,
    secret: string | null,
  ): SnippetPart {
    const found = this.#render(connectionId, key, request, secret)[part];
    if (found === undefined) {
      throw new AppError('NOT_FOUND', 'The snippet has fewer files.');
    }
    return found;
  }

  #render(
    connectionId: string,
    key: KeyReference,
    { kind, language }: SnippetRequest,
    secret: string | null,
  ): readonly SnippetPart[] {
    const { connections, keys } = this.#options;
    const connection = connections().find(({ id }) => id === connectionId);
    if (connection === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    const { address, servicePath } = connection;
    return renderSnippet(kind, { address, servicePath, token: keys.tokenOf(connectionId, key), secret, language });
  }
}
