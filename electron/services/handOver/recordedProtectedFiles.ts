import type { KeyReference } from '../../../shared/model/key.ts';
import type { SavedProtectedFile } from '../../../shared/model/protectedFile.ts';
import type { ActionRecorder } from '../activity/actionRecorder.ts';
import type { ProtectedFiles } from './protectedFiles.ts';

/** Wraps {@link ProtectedFiles}, and records in the activity journal what it hands over, without passphrase and path. */
export class RecordedProtectedFiles {
  readonly #recorder: ActionRecorder;
  readonly #files: ProtectedFiles;

  constructor(recorder: ActionRecorder, files: ProtectedFiles) {
    this.#recorder = recorder;
    this.#files = files;
  }

  /** {@link ProtectedFiles.save}, recorded unless the user cancelled it. */
  async save(
    connectionId: string,
    key: KeyReference,
    request: Parameters<ProtectedFiles['save']>[2],
  ): Promise<SavedProtectedFile | null> {
    const save = async () => ({ saved: await this.#files.save(connectionId, key, request) });
    const { saved } = await this.#recorder.read(
      connectionId,
      key,
      (result) => (result === null || result.saved !== null ? 'fileHandedOver' : null),
      save,
    );
    return saved;
  }

  /** {@link ProtectedFiles.write}, recorded. */
  write(connectionId: string, key: KeyReference, file: Parameters<ProtectedFiles['write']>[2]): Promise<void> {
    return this.#recorder.read(connectionId, key, 'fileHandedOver', () => this.#files.write(connectionId, key, file));
  }
}
