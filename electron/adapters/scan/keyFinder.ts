import { hash } from 'node:crypto';
import type { UsedPart } from '../../../shared/model/keyUsage.ts';
import type { SecretDigest } from '../../ports.ts';

/** Longer words are data, such as an embedded picture: in them only tokens are looked for. */
const MAX_WORD_LENGTH = 512;

const HEX_LENGTH = 32;
const HEX_TOKEN = /^[\da-f]{32}$/i;
/** 32 hexadecimal digits, or the same grouped as a UUID, without further digits around them. */
const HEX_TOKENS = /(?<![\da-f])(?:[\da-f]{32}|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})(?![\da-f])/gi;
const WORDS = /[\w+/-]+/g;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;

/** A token or secret in a word. */
export interface FoundKey {
  readonly part: UsedPart;
  /** Index in the tokens or secrets. */
  readonly index: number;
  /** Where it begins in the word. */
  readonly offset: number;
}

/**
 * Looks tokens and secrets up in words of text. The time for a word does not depend on their number. Knows secrets by digest
 * only: pieces of the word that are as long as a secret are hashed and compared.
 */
export class KeyFinder {
  readonly #hexTokens = new Map<string, number>();
  /** Other tokens, and their lengths. */
  readonly #wordTokens = new Map<string, number>();
  readonly #secrets = new Map<string, number>();
  readonly #tokenLengths: ReadonlySet<number>;
  readonly #secretLengths: ReadonlySet<number>;
  /** Words that are shorter contain no key. */
  readonly minLength: number;
  /** Length of the shortest key in Base64, without padding. */
  readonly #minEncodedLength: number;

  constructor(tokens: readonly string[], secrets: readonly SecretDigest[]) {
    for (const [index, token] of tokens.entries()) {
      if (HEX_TOKEN.test(token)) {
        this.#hexTokens.set(token.toLowerCase(), index);
      } else {
        this.#wordTokens.set(token, index);
      }
    }
    for (const [index, { digest }] of secrets.entries()) {
      this.#secrets.set(digest, index);
    }
    this.#tokenLengths = new Set([...this.#wordTokens.keys()].map((token) => token.length));
    this.#secretLengths = new Set(secrets.map(({ length }) => length));
    const hexLengths = this.#hexTokens.size > 0 ? [HEX_LENGTH] : [];
    this.minLength = Math.min(...hexLengths, ...this.#tokenLengths, ...this.#secretLengths);
    this.#minEncodedLength = Math.ceil((this.minLength * 4) / 3);
  }

  /**
   * Finds the keys in a word.
   * @param word letters, digits and `+ / - _`, as they are meant: not escaped.
   */
  find(word: string): readonly FoundKey[] {
    const found = this.#findPlain(word);
    const isPlain = found.length > 0 || word.length < this.#minEncodedLength || word.length > MAX_WORD_LENGTH;
    return isPlain ? found : this.#findEncoded(word);
  }

  #findPlain(word: string): readonly FoundKey[] {
    const found: FoundKey[] = [];
    const mayHold = this.#hexTokens.size > 0 && word.length >= HEX_LENGTH;
    for (const { 0: digits, index: offset } of mayHold ? word.matchAll(HEX_TOKENS) : NOTHING) {
      const index = this.#hexTokens.get(digits.replaceAll('-', '').toLowerCase());
      if (index !== undefined) {
        found.push({ part: 'token', index, offset });
      }
    }
    if (word.length > MAX_WORD_LENGTH) {
      return found;
    }
    for (const length of this.#tokenLengths) {
      for (const offset of offsetsOf(word, length)) {
        const index = this.#wordTokens.get(word.slice(offset, offset + length));
        if (index !== undefined) {
          found.push({ part: 'token', index, offset });
        }
      }
    }
    for (const length of this.#secretLengths) {
      for (const offset of offsetsOf(word, length)) {
        const index = this.#secrets.get(hash('sha256', standardBase64(word.slice(offset, offset + length))));
        if (index !== undefined) {
          found.push({ part: 'secret', index, offset });
        }
      }
    }
    return found;
  }

  /** Looks into a word that is Base64 of text, as in the secrets of Kubernetes. */
  #findEncoded(word: string): readonly FoundKey[] {
    const text = Buffer.from(word, 'base64').toString('latin1');
    if (!PRINTABLE.test(text)) {
      return NOTHING;
    }
    return [...text.matchAll(WORDS)].flatMap(([inner]) => this.#findPlain(inner).map((one) => ({ ...one, offset: 0 })));
  }
}

const NOTHING = [] as const;

/**
 * Where a piece of this length can begin: at the start, such that it ends with the word, and after each sign that is no
 * letter or digit, which may also separate names, as in `folder/SECRET`.
 */
function offsetsOf(word: string, length: number): readonly number[] {
  const last = word.length - length;
  if (last <= 0) {
    return last === 0 ? [0] : NOTHING;
  }
  const offsets = [0, last];
  for (let offset = 1; offset < last; offset += 1) {
    if (isSign(word.charCodeAt(offset - 1))) {
      offsets.push(offset);
    }
  }
  return offsets;
}

/** Whether a character of a word is one of `+ - / _`. */
function isSign(code: number): boolean {
  return code < 48 || code === 95;
}

function standardBase64(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}
