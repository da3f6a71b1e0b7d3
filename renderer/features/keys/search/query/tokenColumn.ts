import { foldText } from '../../../../../shared/foldText.ts';
import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { TextColumn } from './textColumn.ts';

/** Keys indexed in one go: a few milliseconds of work. */
const KEYS_PER_PART = 4_000;
/** The characters of tokens as the platform makes them. */
const HEXADECIMAL = /^[\da-f]*$/;

/** The folded tokens of a list, in parts, so that they can be made ready before the first letter is typed. */
export class TokenColumn {
  readonly #keys: readonly AuthenticationKey[];
  readonly #parts: TextColumn[] = [];
  /** Whether all tokens so far are hexadecimal, so that no other text is worth looking for. */
  #isHexadecimal = true;

  constructor(keys: readonly AuthenticationKey[]) {
    this.#keys = keys;
  }

  /** Makes one more part ready. Returns true once all of them are. */
  prepare(): boolean {
    const start = this.#parts.length * KEYS_PER_PART;
    if (start < this.#keys.length) {
      const tokens = this.#keys.slice(start, start + KEYS_PER_PART).map(({ token }) => {
        const isHexadecimal = HEXADECIMAL.test(token);
        this.#isHexadecimal &&= isHexadecimal;
        return isHexadecimal ? token : foldText(token);
      });
      this.#parts.push(new TextColumn(tokens));
    }
    return start + KEYS_PER_PART >= this.#keys.length;
  }

  /** Marks with 1 the places of the tokens that contain `text`. */
  mark(text: string, marks: Uint8Array): void {
    this.#complete();
    if (!this.#isHexadecimal || HEXADECIMAL.test(text)) {
      for (const [index, part] of this.#parts.entries()) {
        part.mark(text, marks, index * KEYS_PER_PART);
      }
    }
  }

  /** Whether one of the tokens equals `text`. */
  has(text: string): boolean {
    this.#complete();
    return this.#parts.some((part) => part.has(text));
  }

  #complete(): void {
    while (!this.prepare()) {
      // One part after the other.
    }
  }
}
