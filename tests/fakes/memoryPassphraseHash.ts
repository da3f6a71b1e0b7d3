import type { PassphraseHash } from '../../electron/ports.ts';

/** Hashes that are numbers of passphrases in memory: quick, and without the passphrase in them. */
export class MemoryPassphraseHash implements PassphraseHash {
  readonly #passphrases: string[] = [];

  async hash(passphrase: string): Promise<string> {
    return `hash ${this.#passphrases.push(passphrase)}`;
  }

  async matches(passphrase: string, hash: string): Promise<boolean> {
    const known = this.#passphrases[Number(/^hash (\d+)$/.exec(hash)?.[1]) - 1];
    if (known === undefined) {
      throw new Error('This is no hash');
    }
    return known === passphrase;
  }
}
