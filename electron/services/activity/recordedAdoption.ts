import { type Adoption, adoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import { type ActionRecorder, NO_KEY } from './actionRecorder.ts';

/** Adopts keys and removes adopted ones, and records it in the activity journal. */
export class RecordedAdoption {
  readonly #recorder: ActionRecorder;
  readonly #adoptedKeys: AdoptedKeys;

  constructor(recorder: ActionRecorder, adoptedKeys: AdoptedKeys) {
    this.#recorder = recorder;
    this.#adoptedKeys = adoptedKeys;
  }

  /** {@link AdoptedKeys.add}, recorded. */
  add(connectionId: string, adoption: Adoption): Promise<void> {
    const { token, label: fullName, expirationDate: expiryAfter } = adoption;
    const subject = { ...NO_KEY, token: shortToken(token), fullName, expiryAfter };
    const add = () => this.#adoptedKeys.add(connectionId, adoption);
    return this.#recorder.change(connectionId, 'adopted', add, () => subject);
  }

  /** {@link AdoptedKeys.remove}, recorded. */
  remove(connectionId: string, token: string): ReturnType<AdoptedKeys['remove']> {
    const subject = this.#recorder.subjectOf(connectionId, { id: adoptedKeyId(token), token });
    const remove = () => this.#adoptedKeys.remove(connectionId, token);
    return this.#recorder.change(connectionId, 'adoptionRemoved', remove, () => subject);
  }
}
