import type { Output } from '../../shared/ipc/contract.ts';
import type { KeyPart } from '../../shared/ipc/keyListSchema.ts';
import { KeyPacker } from '../../shared/model/packedKeys.ts';
import type { KeyList } from '../services/keys/keys.ts';

/** Maximum number of lists being sent; the window asks for one or two at a time. */
const MAX_LISTS = 8;

/**
 * Sends lists to the window in parts. Each is packed when the window asks for it, so that neither process is blocked for
 * long or has a second copy of the list. A list is sent as it was at its first part, whatever changes meanwhile.
 */
export class SentLists {
  /** What remains of each list, by the number with which the window asks for it. */
  readonly #remaining = new Map<number, KeyPacker>();
  #lastNumber = 0;

  /** Begins to send a list: returns it with the first part of its keys. */
  begin({ content, ...facts }: KeyList): Output<'keys:list'> {
    const keys = this.#partOf(new KeyPacker(content.keys));
    return { ...facts, content: { ...content, keys } };
  }

  /** Returns the next part of a list; `null` if too many others were begun since. */
  next(number: number): KeyPart | null {
    const packer = this.#remaining.get(number);
    this.#remaining.delete(number);
    return packer === undefined ? null : this.#partOf(packer);
  }

  #partOf(packer: KeyPacker): KeyPart {
    const part = packer.next();
    if (packer.isDone) {
      return { part, next: null };
    }
    this.#lastNumber += 1;
    this.#remaining.set(this.#lastNumber, packer);
    for (const oldest of [...this.#remaining.keys()].slice(0, -MAX_LISTS)) {
      this.#remaining.delete(oldest);
    }
    return { part, next: this.#lastNumber };
  }
}
